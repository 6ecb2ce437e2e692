/** How connections are named to Redis. */
import { randomBytes } from 'node:crypto';

export function newConnectionId(): string {
  return `cn_${randomBytes(12).toString('hex')}`;
}

/** The field of an (iClient, store) pair in the index of app connections. */
export function pairKey(iclientId: string, storeHash: string): string {
  return `${iclientId}/${storeHash}`;
}
