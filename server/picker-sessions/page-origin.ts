/**
 * The origin of a builder's page, or undefined for what is none: `https://host` with a port where it
 * is another than the usual one (http on this machine only), spelled as browsers spell it. The names
 * of hosts are kept to plain letters, since the origin becomes part of a Content-Security-Policy,
 * where `*`, `;` and quotes mean something.
 */
export function acceptedPageOrigin(text: string): string | undefined {
  const isPlain = /^https?:\/\/[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d{1,5})?$/.test(text);
  if (text.length > 300 || !isPlain || !URL.canParse(text)) return undefined;
  const { origin, protocol, hostname } = new URL(text);
  const isPrivate = protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
  return isPrivate && origin === text ? origin : undefined;
}
