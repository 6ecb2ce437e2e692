/** Whether a grant covers the scopes that are configured. */
import { z } from 'zod';
import { compareScopes } from '../bigcommerce/compare-scopes.ts';
import type { DetectedScopes } from '../bigcommerce/detected-scopes.ts';
import { missingScopes } from '../bigcommerce/scopes.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';

/** The status of a token that works. */
export function statusOf(configured: string[], granted: string[]) {
  return missingScopes(configured, granted).length === 0 ? 'connected' : 'needs_reauthorization';
}

/** The status of an API account's token that works: nothing says what it was granted, only what probing found refused. */
export function statusOfAccount(
  configured: string[] | undefined,
  detected: DetectedScopes | undefined,
) {
  const found = configured && detected ? compareScopes(configured, detected) : [];
  return found.some(({ finding }) => finding === 'refused') ? 'needs_reauthorization' : 'connected';
}

/** The iClient's configured scopes, and the text by which a script knows them again. */
export async function scopesOfIClient(redis: RedisClient, iclientId: string) {
  const text = (await redis.hget(keys.iclient(iclientId), 'scopes')) ?? '[]';
  return { text, scopes: scopesFrom(text) };
}

/**
 * Lua for scripts: `configuredScopes(connectionKey, iclientKey)`, the text of the scopes by which a
 * grant is judged. A script compares it with what its caller judged by, and asks to do it again.
 */
export const configuredScopesLua = `
  local function configuredScopes(connectionKey, iclientKey)
    return redis.call('HGET', connectionKey, 'scopes') or redis.call('HGET', iclientKey, 'scopes') or '[]'
  end
`;

/**
 * The scopes that are configured for a connection, as the text that `configuredScopes` answers.
 * @param ofNew its own when there is no such connection yet
 */
export async function configuredScopesOf(
  redis: RedisClient,
  connectionId: string,
  iclientId: string | undefined,
  ofNew?: string[],
): Promise<{ text: string; scopes: string[] }> {
  const [id, held] = await redis.hmget(keys.connection(connectionId), 'id', 'scopes');
  const own = held ?? (ofNew && !id ? JSON.stringify(ofNew) : undefined);
  if (own !== undefined) return { text: own, scopes: scopesFrom(own) };
  return scopesOfIClient(redis, iclientId ?? '');
}

/** Scopes as records keep them. */
export function scopesFrom(text: string): string[] {
  return z.array(z.string()).parse(JSON.parse(text));
}
