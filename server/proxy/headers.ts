/**
 * Which headers pass, either way. Whatever is not named here stays behind: the caller's credentials
 * and cookies, hop-by-hop headers (RFC 9110 section 7.6.1), BigCommerce's cookies and policies for browsers.
 */
import { AppError } from '../errors.ts';
import { singleHeaders } from '../http/single-headers.ts';

const passedOn = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
  'range',
  'user-agent',
  'idempotency-key',
];

const passedBack = [
  'accept-ranges',
  'allow',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'link',
  'retry-after',
  'vary',
  'x-rate-limit-requests-left',
  'x-rate-limit-requests-quota',
  'x-rate-limit-time-reset-ms',
  'x-rate-limit-time-window-ms',
  'x-retry-after',
];

const requestNames = new Set(passedOn);
const answerNames = new Map([
  ...passedBack.map((name): [string, string] => [name, name]),
  // Ours has the name X-Request-Id; with BigCommerce's, its support finds the call.
  ['x-request-id', 'x-bigcommerce-request-id'],
]);

/**
 * The headers of the call, names and values in turn, with our token as its only credential.
 * @param rawHeaders of the request, as Node has them
 * @throws AppError `header_invalid` when one that must be single is repeated
 */
export function callHeaders(
  rawHeaders: string[],
  connection: string | undefined,
  accessToken: string,
): string[] {
  const dropped = namedByConnection(connection);
  const headers: string[] = [];
  let seen: string[] | undefined;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (singleHeaders.has(name)) {
      if (seen?.includes(name))
        throw new AppError('header_invalid', 'A header is repeated.', { parameter: name });
      seen = [...(seen ?? []), name];
    }
    if (requestNames.has(name) && !dropped?.includes(name))
      headers.push(name, rawHeaders[at + 1] ?? '');
  }
  headers.push('x-auth-token', accessToken);
  return headers;
}

/** Its length is how the body ends, and no matter of the connection's. */
function namedByConnection(connection: string | undefined): string[] | undefined {
  if (connection === undefined || /^(?:keep-alive|close)$/i.test(connection)) return undefined;
  const names = connection.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== 'content-length');
}

/** The headers of the answer, names and values in turn. */
export function answerHeaders(rawHeaders: Buffer[]): string[] {
  const headers: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = answerNames.get(textOf(rawHeaders[at]).toLowerCase());
    if (name !== undefined) headers.push(name, textOf(rawHeaders[at + 1]));
  }
  return headers;
}

/** One header's value; undefined when it is not there. */
export function headerOf(rawHeaders: Buffer[], wanted: string): string | undefined {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (textOf(rawHeaders[at]).toLowerCase() === wanted) return textOf(rawHeaders[at + 1]);
  }
  return undefined;
}

function textOf(bytes: Buffer | undefined): string {
  return bytes === undefined ? '' : bytes.toString('latin1');
}
