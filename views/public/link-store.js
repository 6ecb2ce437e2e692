/**
 * The store that a merchant has typed, kept in this tab while its page is left without sending it: another
 * language, "Stop and leave", a reload. Only what names a store is kept, so never an access token.
 */
import { parseStoreAddress } from './store-address.js';

/** As the server reads it: what is longer may be an access token. */
const longestHash = 24;
const [, , link] = location.pathname.split('/');
const key = `link-store:${link}`;

export function readStore(text) {
  const found = parseStoreAddress(text);
  if (found.ok && found.storeHash.length > longestHash) return { ok: false, reason: 'malformed' };
  return found;
}

export function keepStore({ value, defaultValue }) {
  try {
    if (readStore(value).ok) sessionStorage.setItem(key, JSON.stringify({ value, defaultValue }));
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing.
  }
}

/** Unless the server has been told of another store since. */
export function restoreStore(field) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (kept?.defaultValue === field.defaultValue) field.value = kept.value;
  } catch {
    // As above.
  }
}
