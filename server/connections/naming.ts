/** How connections are named, to Redis and to people. */
import { randomBytes } from 'node:crypto';
import { isVisibleName } from '../language/visible-name.ts';

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

/** Room for the number that sets it apart from others of the same name. */
const longestName = 90;

/** As much of a longer name as a connection's can be; undefined when nothing of it is visible. */
export function nameFrom(name: string): string | undefined {
  for (let length = Math.min(name.length, longestName); length > 0; length -= 1) {
    const part = name.slice(0, length).trim();
    if (part.isWellFormed() && isVisibleName(part)) return part;
  }
  return undefined;
}
