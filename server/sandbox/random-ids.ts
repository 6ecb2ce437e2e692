import { randomBytes, randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** 31 characters `[a-z0-9]`, the shape that BigCommerce's codes, tokens and client ids have. */
export function randomId(): string {
  return Array.from({ length: 31 }, () => letters[randomInt(letters.length)]).join('');
}

/** 64 hex characters, the shape of a client secret. */
export function randomSecret(): string {
  return randomBytes(32).toString('hex');
}

/** A shuffled copy. */
export function shuffled<T>(list: T[]): T[] {
  return list
    .map((item) => ({ item, order: randomInt(2 ** 32) }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
