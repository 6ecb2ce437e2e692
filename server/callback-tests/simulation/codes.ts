/**
 * Codes of simulated installs, each with what BigCommerce would have to be asked and what it would answer,
 * for whichever process receives the callback. Owns the keys `simulation-code*`.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { CodeExchange } from '../../bigcommerce/client.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import type { Vault } from '../../vault/vault.ts';

export type SimulationCodes = {
  /** @param answer of the token endpoint, as JSON, refused or not; it is kept sealed for two minutes */
  keep(exchange: CodeExchange, answer: string): Promise<void>;
  /** The answer to exactly this request, once; undefined for any other, which uses the code up as well. */
  take(exchange: CodeExchange): Promise<string | undefined>;
};

/** Begins every token of a simulated install. BigCommerce's own have no hyphen. */
export const simulatedTokenPrefix = 'simulated-token-';

const usableSeconds = 120;

const keptSchema = z.object({ request: z.string(), answer: z.string() });

export function createSimulationCodes({
  redis,
  vault,
}: {
  redis: RedisClient;
  vault: Vault;
}): SimulationCodes {
  return {
    async keep(exchange, answer) {
      const digest = digestOf(exchange.code);
      const sealed = vault.seal(answer, ownerOf(digest));
      const kept = JSON.stringify({ request: digestOfRequest(exchange), answer: sealed });
      await redis.set(keys.simulationCode(digest), kept, 'EX', usableSeconds);
    },
    async take(exchange) {
      const digest = digestOf(exchange.code);
      const json = await redis.getdel(keys.simulationCode(digest));
      if (json === null) return undefined;
      const { request, answer } = keptSchema.parse(JSON.parse(json));
      const isAsked = timingSafeEqual(Buffer.from(request), Buffer.from(digestOfRequest(exchange)));
      return isAsked ? vault.open(answer, ownerOf(digest)) : undefined;
    },
  };
}

/** Of everything that the token endpoint compares. */
function digestOfRequest(exchange: CodeExchange): string {
  const { clientId, clientSecret, code, scope, context, redirectUri } = exchange;
  return digestOf(JSON.stringify([clientId, clientSecret, code, scope, context, redirectUri]));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function ownerOf(digest: string) {
  return { record: `simulation-code:${digest}`, field: 'answer' };
}
