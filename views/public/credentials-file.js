// @ts-check
/**
 * Reads the text file that BigCommerce offers once when a store-level API account is made: a label,
 * a colon and a value in each line. One source for the server and the browser. What it reads is
 * secret: nothing here logs or throws it.
 */
import { parseStoreAddress } from './store-address.js';

/**
 * @typedef {'too_large' | 'nothing_found' | 'access_token_missing' | 'access_token_malformed'
 *   | 'store_missing' | 'store_malformed' | 'stores_differ' | 'label_repeated'} CredentialsProblem
 * @typedef {{
 *   accessToken?: string, clientId?: string, clientSecret?: string, name?: string,
 *   storeHash?: string, problems: CredentialsProblem[],
 * }} Credentials
 */

/** Bytes of UTF-8; the real file has about 300. */
const largestFile = 64 * 1024;

const labels = /** @type {const} */ ([
  'access token',
  'client id',
  'client secret',
  'name',
  'client name',
  'api path',
  'store hash',
]);

/** @typedef {typeof labels[number]} Label */

/**
 * Lines may come in any order, with any line end and in any case; unknown labels and lines without
 * a colon are passed over. A value that is found is answered even when there are problems.
 *
 * @param {string} text the whole file
 * @returns {Credentials}
 */
export function parseCredentialsFile(text) {
  if (text.length > largestFile || new TextEncoder().encode(text).length > largestFile) {
    return { problems: ['too_large'] };
  }
  const { values, repeated } = readLines(text);
  if (values.size === 0) return { problems: ['nothing_found'] };
  const accessToken = values.get('access token');
  const stores = storesIn(values);
  /** @type {CredentialsProblem[]} */
  const problems = [...tokenProblems(accessToken), ...stores.problems];
  if (repeated) problems.push('label_repeated');
  return {
    ...given('accessToken', accessToken),
    ...given('clientId', values.get('client id')),
    ...given('clientSecret', values.get('client secret')),
    ...given('name', values.get('name') ?? values.get('client name')),
    ...given('storeHash', stores.storeHash),
    problems,
  };
}

/** @param {string} text */
function readLines(text) {
  /** @type {Map<Label, string>} */
  const values = new Map();
  let repeated = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(':');
    // `trim` drops a byte order mark too.
    const label = labelOf(line.slice(0, Math.max(colon, 0)));
    const value = line.slice(colon + 1).trim();
    if (!label || value === '') continue;
    if (values.has(label)) repeated ||= values.get(label) !== value;
    else values.set(label, value);
  }
  return { values, repeated };
}

/**
 * @param {string} text
 * @returns {Label | undefined}
 */
function labelOf(text) {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return labels.find((label) => label === plain);
}

/**
 * @param {string | undefined} token
 * @returns {CredentialsProblem[]}
 */
function tokenProblems(token) {
  if (token === undefined) return ['access_token_missing'];
  // It becomes the value of a header.
  return /^[\x21-\x7e]{1,4096}$/.test(token) ? [] : ['access_token_malformed'];
}

/**
 * @param {Map<Label, string>} values
 * @returns {{ storeHash: string | undefined, problems: CredentialsProblem[] }}
 */
function storesIn(values) {
  const texts = [values.get('api path'), values.get('store hash')].filter(
    (text) => text !== undefined,
  );
  if (texts.length === 0) return { storeHash: undefined, problems: ['store_missing'] };
  const hashes = texts
    .map(parseStoreAddress)
    .flatMap((store) => (store.ok ? [store.storeHash] : []));
  const [storeHash] = hashes;
  if (storeHash === undefined) return { storeHash, problems: ['store_malformed'] };
  // Which of two stores is meant cannot be told from here.
  if (hashes.some((other) => other !== storeHash)) {
    return { storeHash: undefined, problems: ['stores_differ'] };
  }
  return { storeHash, problems: [] };
}

/**
 * @template {string} Name
 * @param {Name} name
 * @param {string | undefined} value
 * @returns {{ [key in Name]?: string }}
 */
function given(name, value) {
  return /** @type {{ [key in Name]?: string }} */ (value === undefined ? {} : { [name]: value });
}
