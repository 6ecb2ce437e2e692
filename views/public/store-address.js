// @ts-check
/**
 * Finds the store hash in what people paste: an API path, an address of the control panel, an OAuth
 * context or the hash itself. One source for the server and the browser, so it needs neither. The
 * text is read by hand and not with `URL`, which lower-cases hosts and resolves dot segments: the
 * hash's case matters, and a hash that only appears after resolving is not what was pasted.
 */

/**
 * @typedef {'api_path' | 'control_panel' | 'context' | 'hash'} StoreAddressForm
 * @typedef {'empty' | 'vanity_address' | 'not_bigcommerce' | 'look_alike' | 'malformed'} StoreAddressProblem
 * @typedef {{ ok: true, storeHash: string, form: StoreAddressForm }} FoundStore
 * @typedef {{ ok: false, reason: StoreAddressProblem }} NoStore
 */

const longestText = 2048;
const hash = '[A-Za-z0-9]{1,64}';
const apiPath = new RegExp(`^/stores/(${hash})(?:/[^?#]*)?(?:[?#].*)?$`);
const panelHost = new RegExp(`^store-(${hash})(?:-[0-9]{1,20})?\\.mybigcommerce\\.com$`, 'i');
const context = new RegExp(`^/?stores/(${hash})(?:/v[23])?/?$`);
const bareHash = new RegExp(`^(?:store-)?(${hash})$`, 'i');
const bareHashWithChannel = new RegExp(`^store-(${hash})-[0-9]{1,20}$`, 'i');
const pairs =
  /^(?:<([^<>]*)>|"([^"]*)"|'([^']*)'|\u201c([^\u201d]*)\u201d|\u2018([^\u2019]*)\u2019|\u00ab([^\u00bb]*)\u00bb|\(([^()]*)\)?)$/;
const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/**
 * Reads a pasted text as the address of a store. The hash's case is kept.
 *
 * Refused are addresses that only look like BigCommerce's (`look_alike`), those of another host
 * (`not_bigcommerce`), those of BigCommerce that do not name the store's hash (`vanity_address`) and
 * everything else (`malformed`).
 *
 * @param {string} text as pasted; white space around it does not matter
 * @returns {FoundStore | NoStore}
 */
export function parseStoreAddress(text) {
  const pasted = text.trim();
  if (pasted.length > longestText) return refused('malformed');
  const address = bare(pasted);
  if (address === '') return refused('empty');
  // Browsers drop some of these characters inside an address; here they make it another one.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(address)) {
    return refused('malformed');
  }
  const web = /^https?:\/\/([^/?#]*)(.*)$/i.exec(address);
  if (web) return atHost(web[1] ?? '', web[2] ?? '');
  return (
    found(context.exec(address), 'context') ??
    found(bareHash.exec(address) ?? bareHashWithChannel.exec(address), 'hash') ??
    withoutScheme(address)
  );
}

/**
 * Without what stands around an address in a message: one pair of brackets or quotes, and the
 * punctuation of its sentence. None of these is part of an address.
 *
 * @param {string} text
 */
function bare(text) {
  const outer = withoutEnd(text);
  const inside = pairs
    .exec(outer)
    ?.slice(1)
    .find((part) => part !== undefined);
  return inside === undefined ? outer : withoutEnd(inside.trim());
}

/** @param {string} text two dots are a part of a path, and stay */
function withoutEnd(text) {
  return text.replace(/[,.;)]+$/, (end) => (end.includes('..') ? end : '')).trim();
}

/**
 * @param {string} address
 * @returns {FoundStore | NoStore}
 */
function withoutScheme(address) {
  const parts = /^([^/?#]*)(.*)$/.exec(address);
  const host = parts?.[1] ?? '';
  // An e-mail address, or another scheme, unless it poses as BigCommerce.
  const isOther = /@|^[a-z][a-z0-9+.-]*:(?!\d)/i.test(host) && !isLookAlike(host.replace('@', '.'));
  if (!host.includes('.') || isOther) return refused('malformed');
  return atHost(host, parts?.[2] ?? '');
}

/**
 * @param {string} host as written, with whatever stands between the scheme and the path
 * @param {string} rest path, query and fragment
 * @returns {FoundStore | NoStore}
 */
function atHost(host, rest) {
  if (isLookAlike(host)) return refused('look_alike');
  if (!hostName.test(host)) return refused('malformed');
  const lowerHost = host.toLowerCase();
  if (hasDotSegment(rest)) return refused('malformed');
  if (lowerHost === 'api.bigcommerce.com') {
    return found(apiPath.exec(rest), 'api_path') ?? refused('malformed');
  }
  if (lowerHost.endsWith('.mybigcommerce.com')) {
    return found(panelHost.exec(host), 'control_panel') ?? refused('vanity_address');
  }
  return refused(isOfBigCommerce(lowerHost) ? 'malformed' : 'not_bigcommerce');
}

/**
 * A host that carries BigCommerce's name without being one of its own: user-info before an `@`,
 * a further domain behind it, letters from other alphabets.
 *
 * @param {string} host
 */
function isLookAlike(host) {
  if (host.includes('@') || /[^\x21-\x7e]/.test(host) || /(^|\.)xn--/i.test(host)) return true;
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return name.includes('bigcommerce') && !isOfBigCommerce(name);
}

/** @param {string} host in lower case */
function isOfBigCommerce(host) {
  return /(^|\.)(my)?bigcommerce\.com$/.test(host);
}

/** @param {string} rest */
function hasDotSegment(rest) {
  const path = rest.replace(/[?#].*$/, '');
  return path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

/**
 * @param {RegExpExecArray | null} match whose first group is the hash
 * @param {StoreAddressForm} form
 * @returns {FoundStore | undefined}
 */
function found(match, form) {
  const storeHash = match?.[1];
  return storeHash === undefined ? undefined : { ok: true, storeHash, form };
}

/**
 * @param {StoreAddressProblem} reason
 * @returns {NoStore}
 */
function refused(reason) {
  return { ok: false, reason };
}
