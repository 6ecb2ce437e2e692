/** Whether a grant covers the scopes that are configured. */
import { z } from 'zod';
import { missingScopes } from '../bigcommerce/scopes.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';

/** The status of a token that works. */
export function statusOf(configured: string[], granted: string[]) {
  return missingScopes(configured, granted).length === 0 ? 'connected' : 'needs_reauthorization';
}

/** The iClient's configured scopes, and the text by which a script knows them again. */
export async function scopesOfIClient(redis: RedisClient, iclientId: string) {
  const text = (await redis.hget(keys.iclient(iclientId), 'scopes')) ?? '[]';
  return { text, scopes: scopesFrom(text) };
}

/** Scopes as records keep them. */
export function scopesFrom(text: string): string[] {
  return z.array(z.string()).parse(JSON.parse(text));
}
