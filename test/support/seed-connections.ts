/** Many connections at once, saved by the same scripts as everybody's, many in flight. */
import { createApiAccount, createConnection } from '../../server/connections/create.ts';
import type { RedisClient } from '../../server/redis/connect.ts';
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
  if (number % 4 !== 3) await createConnection(deps.redis, { ...draft, iclientId }, by);
  else await createApiAccount(deps, { ...draft, accessToken, profile }, by);
}
