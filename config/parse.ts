/** One parser for each form that a variable can have. Each throws a `ConfigProblem` that ends the sentence "NAME …". */
import { isIP } from 'node:net';
import type { EncryptionKey } from './types.ts';

/** What is wrong with a value, as the rest of a sentence that starts with the variable's name. */
export class ConfigProblem extends Error {}

export function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new ConfigProblem('must be a port number from 0 to 65535.');
  return port;
}

/** An address or a name to listen on. */
export function parseHost(value: string): string {
  if (isIP(value) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(value)) {
    throw new ConfigProblem(
      'must be an address or a name to listen on, such as 127.0.0.1 or 0.0.0.0.',
    );
  }
  return value;
}

function parseUrl(value: string, protocols: string[]): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url?.hostname || !protocols.includes(url.protocol)) {
    throw new ConfigProblem(
      `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}.`,
    );
  }
  return url;
}

/** An http(s) URL, answered without a trailing slash. */
export function parseHttpUrl(value: string): string {
  const url = parseUrl(value, ['https:', 'http:']);
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigProblem('must not have a user name, a query or a fragment.');
  }
  return url.href.replace(/\/+$/, '');
}

/** An http(s) origin: scheme, host and port alone. */
export function parseOrigin(value: string): string {
  const origin = new URL(parseHttpUrl(value)).origin;
  if (parseHttpUrl(value) !== origin) {
    throw new ConfigProblem(`must be an origin without a path, such as ${origin}.`);
  }
  return origin;
}

/** One Redis, or several nodes of one cluster separated by commas. */
export function parseRedisUrls(value: string): string[] {
  const urls = value.split(',').map((url) => url.trim());
  for (const url of urls) parseUrl(url, ['redis:', 'rediss:']);
  return urls;
}

/** `id:base64,…` where each key is 32 bytes long. The value itself is never part of the problem. */
export function parseEncryptionKeys(value: string): EncryptionKey[] {
  const keys = value.split(',').map((entry) => {
    const [, id, base64] =
      /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry.trim()) ?? [];
    const key = Buffer.from(base64 ?? '', 'base64');
    if (id === undefined || key.length !== 32) {
      throw new ConfigProblem(
        'must be id:base64[,id:base64…] where each key is 32 bytes (openssl rand -base64 32).',
      );
    }
    return { id, key };
  });
  if (new Set(keys.map(({ id }) => id)).size !== keys.length)
    throw new ConfigProblem('has the same key id twice.');
  return keys;
}

export function parseSecret(value: string): string {
  if (value.length < 32)
    throw new ConfigProblem('must have at least 32 characters (openssl rand -base64 32).');
  return value;
}

/** A number of hops or a list of addresses; "everyone" is refused, since then anyone could claim any address. */
export function parseTrustProxy(value: string): false | number | string[] {
  if (value === 'false' || value === '0') return false;
  if (/^\d+$/.test(value)) return Number(value);
  const addresses = value.split(',').map((address) => address.trim());
  const named = ['loopback', 'linklocal', 'uniquelocal'];
  if (!addresses.every((address) => named.includes(address) || isAddressRange(address))) {
    throw new ConfigProblem(
      'must be the number of proxies in front (such as 1) or their addresses (such as 10.0.0.0/8,loopback).',
    );
  }
  return addresses;
}

/** An IP address, with or without the length of a prefix. */
function isAddressRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** How many events to keep: enough to be of use, and no more than one Redis stream reads with ease. */
export function parseEventsKept(value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1_000 || count > 1_000_000)
    throw new ConfigProblem('must be a number from 1000 to 1000000.');
  return count;
}

export function parseProxyTimeout(value: string): number {
  const seconds = Number(value);
  if (!/^\d+$/.test(value) || seconds < 1 || seconds > 300)
    throw new ConfigProblem('must be a number of seconds from 1 to 300.');
  return seconds * 1000;
}

/** Sent in a header, so without spaces; long enough not to be guessed. */
export function parseMetricsToken(value: string): string {
  if (!/^[\x21-\x7e]{16,}$/.test(value))
    throw new ConfigProblem('must have at least 16 visible characters (openssl rand -hex 16).');
  return value;
}

export function parseLogLevel(value: string): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  if (!levels.includes(value)) throw new ConfigProblem(`must be one of ${levels.join(', ')}.`);
  return value;
}

/** Origins separated by spaces or commas; the first label of a host may be `*`. */
export function parseFrameAncestors(value: string): string[] {
  const origins = value.split(/[\s,]+/).filter((origin) => origin !== '');
  for (const origin of origins.length > 0 ? origins : ['']) {
    if (!/^https?:\/\/(\*\.)?[A-Za-z0-9.-]+(:\d+)?$/.test(origin)) {
      throw new ConfigProblem(
        'must be origins separated by spaces, such as https://*.mybigcommerce.com.',
      );
    }
  }
  return origins;
}

/** Hosts with an optional port, separated by spaces or commas, as URLs have them. */
export function parseReturnHosts(value: string): string[] {
  const hosts = value.split(/[\s,]+/).filter((host) => host !== '');
  for (const host of hosts.length > 0 ? hosts : ['']) {
    const isHost = /^([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(:\d+)?$/.test(host);
    if (!isHost || !URL.canParse(`https://${host}`)) {
      throw new ConfigProblem(
        'must be hosts separated by spaces, such as app.example.com or localhost:8080.',
      );
    }
  }
  return [...new Set(hosts.map((host) => new URL(`https://${host}`).host))];
}

/** Scopes separated by spaces or commas. */
export function parseScopes(value: string): string[] {
  const scopes = value.split(/[\s,]+/).filter((scope) => scope !== '');
  if (!scopes.every((scope) => /^[a-z0-9_]+$/.test(scope))) {
    throw new ConfigProblem(
      'must be scope names separated by spaces, such as store_v2_products_read_only.',
    );
  }
  return [...new Set(scopes)];
}
