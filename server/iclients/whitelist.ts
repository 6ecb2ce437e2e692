/** Which further auth callback URLs an iClient may have. Source: RFC 9700, 2.1 and 4.1 (exact matching). */
import { callbackPath } from './callback-urls.ts';
import type { IClient } from './iclient.ts';

export const whitelistLimit = 20;
const longestUrl = 500;

export const whitelistProblems = [
  'characters',
  'too_long',
  'wildcard',
  'not_a_url',
  'user_info',
  'fragment',
  'query',
  'not_https',
  'trailing_slash',
  'wrong_path',
  'spelling',
] as const;
export type WhitelistProblem = (typeof whitelistProblems)[number];

/**
 * What is wrong with an entry, or undefined when it may stand on the whitelist: an absolute https URL
 * (http on this machine only), in the spelling that browsers send, whose path ends with the auth path of
 * this iClient and of no other.
 */
export function whitelistProblem(
  entry: string,
  iclient: Pick<IClient, 'slug'>,
): WhitelistProblem | undefined {
  if (!/^[\x21-\x7e]+$/.test(entry) || entry.includes('\\')) return 'characters';
  if (entry.length > longestUrl) return 'too_long';
  if (entry.includes('*')) return 'wildcard';
  if (!URL.canParse(entry)) return 'not_a_url';
  const url = new URL(entry);
  if (!/^https?:\/\//i.test(entry)) return 'not_https';
  if (/^[^/]*\/\/[^/?#]*@/.test(entry)) return 'user_info';
  if (entry.includes('#')) return 'fragment';
  if (entry.includes('?')) return 'query';
  if (url.protocol !== 'https:' && !isThisMachine(url.hostname)) return 'not_https';
  if (!endsInAuthPath(url.pathname, iclient)) {
    const withoutSlash = url.pathname.replace(/\/+$/, '');
    return endsInAuthPath(withoutSlash, iclient) ? 'trailing_slash' : 'wrong_path';
  }
  // Strings are compared exactly: a spelling that browsers and BigCommerce would change never matches.
  if (url.href !== entry) return 'spelling';
  return undefined;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** The default iClient's path is the tail of everybody's, so another iClient's path is refused by name. */
function endsInAuthPath(path: string, iclient: Pick<IClient, 'slug'>): boolean {
  const named = /\/bigcommerce\/([^/]+)\/auth$/.exec(path)?.[1];
  if (named !== undefined) return named === iclient.slug;
  return path.endsWith(callbackPath(iclient, 'auth'));
}
