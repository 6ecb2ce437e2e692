/**
 * Where a browser may be sent when an authorization or a link has ended: hosts on the allow-list alone
 * (RFC 9700, 4.11: no open redirector).
 */
const longestUrl = 2_000;

/**
 * The URL in the spelling that browsers use, or undefined when nobody may be sent there: an absolute
 * https URL (http on this machine only) without user information, whose host and port are exactly
 * one of `hosts`.
 */
export function acceptedReturnUrl(text: string, hosts: readonly string[]): string | undefined {
  // Browsers drop some characters inside an address and read others as "/": such a text is not what it looks like.
  if (text.length > longestUrl || !/^[\x21-\x7e]+$/.test(text) || text.includes('\\'))
    return undefined;
  if (!/^https?:\/\/[^/@?#]+([/?#]|$)/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPrivate = url.protocol === 'https:' || isThisMachine(url.hostname);
  return isPrivate && hosts.includes(url.host) ? url.href : undefined;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
