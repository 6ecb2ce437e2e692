/** What can be told of a callback URL by its scheme and its host alone. */
import type { Diagnosis } from './diagnoses.ts';

/**
 * What the address of a callback says of itself.
 * @param expected those that are sent to BigCommerce; an address that is one of them is no old tunnel's
 */
export function diagnoseAddress(
  address: string,
  expected: readonly string[] = [],
): Diagnosis | undefined {
  if (!URL.canParse(address)) return 'redirect_uri_differs';
  const { protocol, hostname } = new URL(address);
  if (isThisMachine(hostname)) return 'localhost';
  if (protocol !== 'https:') return 'not_https';
  if (expected.length === 0 || expected.includes(address)) return undefined;
  return isTunnel(hostname) ? 'old_tunnel' : 'redirect_uri_differs';
}

/** Whether a host name is one that tunnels to developers' machines have for a while. */
export function isTunnel(hostname: string): boolean {
  return tunnels.some((tunnel) => hostname.endsWith(`.${tunnel}`));
}

const tunnels = [
  'ngrok.io',
  'ngrok.app',
  'ngrok.dev',
  'ngrok-free.app',
  'ngrok-free.dev',
  'trycloudflare.com',
  'loca.lt',
  'localtunnel.me',
  'lhr.life',
  'localhost.run',
  'serveo.net',
  'devtunnels.ms',
  'app.github.dev',
  'tunnelmole.net',
  'pagekite.me',
  'zrok.io',
];

function isThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127[.]\d+[.]\d+[.]\d+$/.test(hostname) ||
    hostname === '[::1]'
  );
}
