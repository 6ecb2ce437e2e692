/** How connections are named to Redis. */
import { randomBytes } from 'node:crypto';

export function newConnectionId(): string {
  return `cn_${randomBytes(12).toString('hex')}`;
}

/** Whether it has the form of an id, which a name may have, too. */
export function isConnectionId(text: string): boolean {
  return /^cn_[0-9a-f]{24}$/.test(text);
}

/** The field of an (iClient, store) pair in the index of app connections. */
export function pairKey(iclientId: string, storeHash: string): string {
  return `${iclientId}/${storeHash}`;
}
