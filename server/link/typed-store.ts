/** The store that a merchant names, who may have put an access token into its field. */
import { type FoundStore, type NoStore, parseStoreAddress } from '../bigcommerce/store-address.ts';

/** As long as BigCommerce's tokens and secrets are, and far longer than its store hashes. */
const secret = /[\w-]{25,}/;

/** As `parseStoreAddress`, but what is as long as a token is no store. */
export function readTypedStore(text: string): FoundStore | NoStore {
  const found = parseStoreAddress(text);
  return found.ok && secret.test(found.storeHash) ? { ok: false, reason: 'malformed' } : found;
}

/** What may be kept as it is: the address of a store without anything like a secret. */
export function keptStore(text: string): string {
  return readTypedStore(text).ok ? shownStore(text) : '';
}

/** What may be shown again for correcting it. */
export function shownStore(text: string): string {
  return secret.test(text) ? '' : text.trim().slice(0, longest);
}

/** Enough for any address. */
const longest = 500;
