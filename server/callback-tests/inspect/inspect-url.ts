/** Takes a whole callback URL apart: where it leads, what it brings, and what its payload says. */

import { contextSchema } from '../../bigcommerce/wire.ts';
import type { CallbackKind } from '../../iclients/callback-urls.ts';
import { callbackKinds, redirectUris } from '../../iclients/callback-urls.ts';
import { defaultIClientSlug, type IClient } from '../../iclients/iclient.ts';
import { diagnoseAddress } from '../diagnose-address.ts';
import { type Diagnosis, diagnoseCallback, diagnoseWithoutCode } from '../diagnoses.ts';
import { printable } from '../printable.ts';
import { shortened } from './claims.ts';
import { aboutContext, failure, type InspectJwtDeps, inspectJwt } from './inspect-jwt.ts';
import { inspectLegacy } from './inspect-legacy.ts';
import type { Finding, InspectedCallback, Inspection } from './inspection.ts';

export type InspectUrlDeps = InspectJwtDeps & { publicUrl: string };

/** Their values are no secrets, and tell what went wrong. */
const shownParameters = new Set([
  'context',
  'scope',
  'error',
  'error_description',
  'external_install',
]);

const mostParameters = 50;
const longestName = 30;

/** @throws VaultError when the iClient's secret does not open */
export async function inspectUrl(
  deps: InspectUrlDeps,
  iclient: IClient,
  url: URL,
): Promise<Inspection & { storeHash?: string }> {
  const kind = kindOf(url);
  const given = [...url.searchParams];
  const callback: InspectedCallback = {
    kind,
    address: kind ? addressOf(url) : `${url.origin}/…`,
    parameters: given.slice(0, mostParameters).map(([name, value]) => ({
      name: shownName(name),
      value: shownParameters.has(name) ? shortened(value) : undefined,
      characters: value.length,
    })),
    moreParameters: Math.max(0, given.length - mostParameters),
  };
  const brought = kind === 'auth' ? aboutAuth(iclient, url) : await aboutSigned(deps, iclient, url);
  return {
    form: 'url',
    callback,
    ...brought,
    findings: [
      ...(await aboutPath(deps, iclient, url)),
      ...brought.findings,
      ...(kind && isCallback(url) ? aboutAddress(deps, iclient, url, kind) : []),
    ],
  };
}

/** Nothing of one that could be a token, which has more characters in a row than names do. */
function shownName(name: string): string {
  return /[\w+/=.~-]{31}/.test(name) ? '…' : printable(name, longestName);
}

function addressOf(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** Also of one with a slash or a capital letter too many, which is no callback. */
function kindOf({ pathname }: URL): CallbackKind | undefined {
  const meant = pathname.replace(/\/+$/, '').toLowerCase();
  return callbackKinds.find((kind) => meant.endsWith(`/${kind}`));
}

function isCallback(url: URL): boolean {
  return url.pathname.endsWith(`/${kindOf(url)}`);
}

/** Whose path it is: a tunnel or a proxy may have put something before it. */
async function aboutPath(
  { iclients }: InspectUrlDeps,
  iclient: IClient,
  url: URL,
): Promise<Finding[]> {
  if (!isCallback(url))
    return kindOf(url) === 'auth'
      ? [failure('redirect_uri_differs', 'other_address')]
      : [failure('path_unknown', 'path_of_nobody')];
  const named = /\/bigcommerce\/([^/]+)\/[^/]+$/.exec(url.pathname)?.[1];
  const slug = named ?? defaultIClientSlug;
  if (slug === iclient.slug) return [];
  const other = (await iclients.list()).find((candidate) => candidate.slug === slug);
  if (!other) return [failure('path_unknown', 'path_of_nobody')];
  const { id, name } = other;
  return [{ ...failure('other_app', 'path_of_other'), iclient: { id, name } }];
}

/** Warnings alone: whether an address leads here, only a request to it can tell. */
function aboutAddress(
  { publicUrl }: InspectUrlDeps,
  iclient: IClient,
  url: URL,
  kind: CallbackKind,
): Finding[] {
  const expected = redirectUris(publicUrl, iclient).map((uri) => uri.replace(/auth$/, kind));
  const diagnosis = diagnoseAddress(addressOf(url), expected);
  const reason = diagnosis && addressReasons[diagnosis];
  // Only the auth callback's address is compared by BigCommerce.
  if (!diagnosis || !reason || (kind !== 'auth' && diagnosis === 'redirect_uri_differs')) return [];
  return [{ diagnosis, reason, level: 'warning' }];
}

const addressReasons: Partial<Record<Diagnosis, Finding['reason']>> = {
  not_https: 'http',
  localhost: 'localhost',
  old_tunnel: 'tunnel',
  redirect_uri_differs: 'other_address',
};

type Brought = Pick<Inspection, 'payload' | 'findings'> & { storeHash?: string };

async function aboutSigned(deps: InspectUrlDeps, iclient: IClient, url: URL): Promise<Brought> {
  const jwts = url.searchParams.getAll('signed_payload_jwt');
  const [jwt] = jwts;
  if (jwts.length > 1) return { findings: [misshapen(['signed_payload_jwt'])] };
  if (jwt) return inspectJwt(deps, iclient, jwt);
  // What was a plus in base64 is a space in a query.
  const legacy = url.searchParams.get('signed_payload')?.replaceAll(' ', '+');
  if (!legacy) return { findings: [failure('opened_by_hand', 'nothing_brought')] };
  const { payload, findings } = await inspectLegacy(deps, iclient, legacy);
  const refused = findings.map((one) =>
    one.diagnosis === 'legacy_payload' ? { ...one, level: 'failure' as const } : one,
  );
  return { payload, findings: refused };
}

function aboutAuth({ scopes }: IClient, { searchParams }: URL): Brought {
  const { code, error, context, scope, state } = Object.fromEntries(searchParams);
  const repeated = ['code', 'context', 'scope', 'state', 'error', 'account_uuid'].filter(
    (name) => searchParams.getAll(name).length > 1,
  );
  if (repeated.length > 0) return { findings: [misshapen(repeated)] };
  if (error !== undefined) {
    const errorCode = error === 'access_denied' ? 'consent_denied' : 'authorization_failed';
    const diagnosis = diagnoseCallback({ kind: 'auth', parameters: { error }, errorCode });
    const denied = failure(diagnosis ?? 'parameter_misshapen', 'denied');
    return { findings: [{ ...denied, value: shortened(error) }] };
  }
  if (code === undefined) {
    if (diagnoseWithoutCode({ context, scope, state }) === 'opened_by_hand')
      return { findings: [failure('opened_by_hand', 'nothing_brought')] };
    return { findings: [...aboutContext(context, 'failure'), missing(['code'])] };
  }
  const absent = Object.entries({ context, scope }).flatMap(([name, value]) =>
    value === undefined ? [name] : [],
  );
  return {
    findings: [
      ...(absent.length > 0 ? [missing(absent)] : []),
      ...(context === undefined ? [] : aboutStore(context)),
      ...(scope === undefined ? [] : aboutScopes(scope, scopes)),
    ],
  };
}

function aboutStore(context: string): Finding[] {
  const isStore = contextSchema.safeParse(context).success;
  const known = aboutContext(context, isStore ? 'warning' : 'failure');
  return isStore || known.length > 0 ? known : [misshapen(['context'])];
}

function aboutScopes(scope: string, configuredScopes: string[]): Finding[] {
  const diagnosis = diagnoseCallback({ kind: 'auth', parameters: { scope }, configuredScopes });
  return diagnosis ? [{ diagnosis, reason: 'missing_scopes', level: 'warning' }] : [];
}

function missing(names: string[]): Finding {
  return { ...failure('parameter_misshapen', 'missing_parameters'), names };
}

function misshapen(names: string[]): Finding {
  return { ...failure('parameter_misshapen', 'misshapen_parameters'), names };
}
