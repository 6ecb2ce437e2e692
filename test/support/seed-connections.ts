/** Many connections at once, saved by the same scripts as everybody's, many in flight. */
import { createApiAccount, createConnection } from '../../server/connections/create.ts';
import { AppError, type ErrorCode } from '../../server/errors.ts';
import type { RedisClient } from '../../server/redis/connect.ts';
import { tryWhileAway } from '../../server/redis/try-while-away.ts';
import type { Vault } from '../../server/vault/vault.ts';

const inFlight = 200;
const words = [
  'Alpine',
  'Boots',
  'Café',
  'Dandelion',
  'Élan',
  'Fern',
  'Garden',
  'Harbour',
  'Iris',
  'Juniper',
];
const savedBefore: ErrorCode[] = ['name_taken', 'connection_exists'];
const by = { actor: { kind: 'operator' as const }, address: '' };

/** The name and store of the connection with this number: `Alpine Fern 000042` at `seed000042`. */
export function seeded(number: number) {
  const digits = String(number).padStart(6, '0');
  const [first, second] = [words[number % 10], words[Math.floor(number / 10) % 10]];
  return {
    name: `${first} ${second} ${digits}`,
    storeHash: `seed${digits}`,
    storeName: `${second} Trading ${digits}`,
    domain: `shop-${digits}.example`,
  };
}

/**
 * Seeds connections numbered from 0, by the scripts that the store itself uses. Every fourth is an API
 * account, which is connected and knows its store; the others are pending ones of the iClient, which must exist.
 */
export async function seedConnections(
  deps: { redis: RedisClient; vault: Vault },
  count: number,
  { iclientId = 'default' }: { iclientId?: string } = {},
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const number = next;
      next += 1;
      await seedOne(deps, number, iclientId);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

async function seedOne(
  deps: { redis: RedisClient; vault: Vault },
  number: number,
  iclientId: string,
): Promise<void> {
  const { name, storeHash, storeName, domain } = seeded(number);
  const draft = { name, storeHash, scopes: undefined, concurrency: { level: 5 } };
  const accessToken = `invented-token-${number}`;
  const profile = { name: storeName, domain, timeZone: 'UTC' };
  const save = () =>
    number % 4 !== 3
      ? createConnection(deps.redis, { ...draft, iclientId }, by)
      : createApiAccount(deps, { ...draft, accessToken, profile }, by);
  // On a busy machine one of so many waits too long for its answer. It may have been saved all the same.
  await tryWhileAway(save).catch((error: unknown) => {
    if (!(error instanceof AppError && savedBefore.includes(error.code))) throw error;
  });
}
