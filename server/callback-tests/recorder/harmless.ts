/** What may be kept of a request to a callback URL. Codes, tokens, states and payloads stay out, wherever they stand. */
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { scopeCatalogue } from '../../bigcommerce/scope-catalogue.ts';
import type { CallbackRecord } from '../../callback-records/store.ts';
import { simulationParameter } from '../../iclients/called-iclient.ts';

/**
 * What callbacks are known to have, and what may be kept of its value: only what is recognised, since
 * anybody can put a code or a token under any name. A code in a name would be kept with the name.
 */
const known: Record<string, ((value: string) => string | undefined) | undefined> = {
  code: undefined,
  context: harmlessContext,
  scope: harmlessScope,
  account_uuid: undefined,
  state: undefined,
  // Source: RFC 6749, 4.1.2.1 and 5.2.
  error: oneOf([
    'access_denied',
    'invalid_client',
    'invalid_grant',
    'invalid_request',
    'invalid_scope',
    'redirect_uri_mismatch',
    'server_error',
    'temporarily_unavailable',
    'unauthorized_client',
    'unsupported_response_type',
  ]),
  error_description: undefined,
  external_install: oneOf(['true', '1']),
  signed_payload_jwt: undefined,
  signed_payload: undefined,
  [simulationParameter]: undefined,
};

const catalogued = new Set(
  scopeCatalogue.flatMap(({ entries }) => entries.map(({ scope }) => scope)),
);
const longestText = 300;

/** As `Request` has it; undefined for a header that is not there. */
type HeaderReader = { get(name: string): string | undefined };

type HarmlessParts = Pick<
  CallbackRecord,
  | 'method'
  | 'scheme'
  | 'schemeTold'
  | 'host'
  | 'via'
  | 'path'
  | 'parameters'
  | 'otherParameters'
  | 'refererHost'
  | 'userAgent'
  | 'codeMark'
>;

export function harmlessParts(
  req: Pick<Request, 'method' | 'path' | 'protocol' | 'query'> & HeaderReader,
): HarmlessParts {
  const own = asciiOnly(req.get('Host')) ?? '';
  const host = firstOf(req.get('X-Forwarded-Host'), /^[\w.:[\]-]{1,255}$/) ?? own;
  const scheme = firstOf(req.get('X-Forwarded-Proto'), /^https?$/);
  const { code } = req.query;
  return {
    method: req.method,
    scheme: scheme ?? req.protocol,
    ...(scheme === undefined ? {} : { schemeTold: true }),
    host,
    ...optional('via', host === own ? undefined : own),
    path: req.path,
    ...parametersOf(req.query),
    ...optional('refererHost', hostOf(req.get('Referer'))),
    ...optional('userAgent', asciiOnly(req.get('User-Agent'))),
    ...optional('codeMark', typeof code === 'string' ? markOf(code) : undefined),
  };
}

function parametersOf(query: Request['query']) {
  const entries = Object.entries(query);
  const named = entries.filter(([name]) => Object.hasOwn(known, name));
  return {
    parameters: named.map(([name, value]) => ({
      name,
      ...optional('value', typeof value === 'string' ? known[name]?.(value) : undefined),
    })),
    otherParameters: entries.length - named.length,
  };
}

function oneOf(words: string[]): (value: string) => string | undefined {
  return (value) => (words.includes(value) ? value : undefined);
}

/** A store, or what stands there when nobody put a store in: far shorter than codes and tokens, or of known words. */
function harmlessContext(value: string): string | undefined {
  const isStore = /^(stores\/(store-)?|store-)[A-Za-z0-9]{1,16}$/.test(value);
  const isPlaceholder =
    /^(stores\/?)?[{<$%:[]{0,3}((store|hash|context|id|undefined|null)[_. -]?){0,4}[}>%\]]{0,3}$/i.test(
      value,
    );
  return isStore || isPlaceholder ? value : undefined;
}

/** The words that scopes are made of, and how many others there were. */
function harmlessScope(value: string): string | undefined {
  const given = value.split(/[\s+,]+/).filter((scope) => scope !== '');
  const scopes = given.filter(
    (scope) => catalogued.has(scope) || /^(store|users)(_([a-z]{1,20}|v\d)){1,8}$/.test(scope),
  );
  if (scopes.length === 0) return given.length === 0 ? value : undefined;
  const others = given.length - scopes.length;
  return [...scopes.slice(0, 100), ...(others > 0 ? [`(+${others})`] : [])].join(' ');
}

/** The one that the browser met, where several proxies added theirs. */
function firstOf(header: string | undefined, form: RegExp): string | undefined {
  const first = header?.split(',', 1)[0]?.trim().toLowerCase();
  return first !== undefined && form.test(first) ? first : undefined;
}

function hostOf(referer: string | undefined): string | undefined {
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).host : undefined;
}

function asciiOnly(text: string | undefined): string | undefined {
  return text?.replace(/[^\x20-\x7e]/g, '?').slice(0, longestText);
}

/** Far too short to find the code by, or to be taken for it. */
function markOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url').slice(0, 8);
}

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): { [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: string });
}
