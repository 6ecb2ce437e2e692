/**
 * A BigCommerce client that answers for simulated installs itself, in whichever process their callbacks
 * come in: nothing of them, and no token that looks like theirs, is ever sent to BigCommerce.
 */

import { z } from 'zod';
import type { BigCommerceClient } from '../../bigcommerce/client.ts';
import { storeProfileSchema, tokenGrantSchema } from '../../bigcommerce/wire.ts';
import { AppError } from '../../errors.ts';
import { isSimulated } from '../../iclients/iclient.ts';
import { storeProfile } from '../../sandbox/api/store-routes.ts';
import { type SimulationCodes, simulatedTokenPrefix } from './codes.ts';
import { simulatedStore } from './pretend-bigcommerce.ts';

const answerSchema = z.object({ answer: z.unknown(), answeredAt: z.number() });

/** A token of theirs may only be asked for the profile of their store: all else refuses it, as one that is dead. */
export function withSimulations(
  bigcommerce: BigCommerceClient,
  { codes }: { codes: Pick<SimulationCodes, 'take'> },
): BigCommerceClient {
  return {
    ...bigcommerce,

    async exchangeCode(exchange) {
      if (!isSimulated(exchange.clientId)) return bigcommerce.exchangeCode(exchange);
      const kept = await codes.take(exchange);
      if (kept === undefined) throw refused('knows no such request');
      const { answer, answeredAt } = answerSchema.parse(JSON.parse(kept));
      const grant = tokenGrantSchema.safeParse(answer);
      if (!grant.success) throw refused('refused the code');
      // Whole seconds, as BigCommerce's Date header has them.
      return { ...grant.data, answeredAt: Math.floor(answeredAt / 1000) * 1000 };
    },

    async fetchStoreProfile(...asked) {
      const [storeHash, accessToken] = asked;
      if (!isOfSimulation(accessToken)) return bigcommerce.fetchStoreProfile(...asked);
      return storeProfileSchema.parse(storeProfile(simulatedStore(storeHash)));
    },

    async testToken(...asked) {
      const [, accessToken] = asked;
      return isOfSimulation(accessToken) ? 'refused' : bigcommerce.testToken(...asked);
    },

    async detectScopes(...asked) {
      const [, accessToken] = asked;
      if (!isOfSimulation(accessToken)) return bigcommerce.detectScopes(...asked);
      throw new AppError('token_refused', 'The token is one of a simulated install.');
    },
  };
}

function isOfSimulation(accessToken: string): boolean {
  return accessToken.startsWith(simulatedTokenPrefix);
}

function refused(why: string): AppError {
  return new AppError('code_refused', `The pretend BigCommerce of a simulation ${why}.`);
}
