/** Takes a `signed_payload_jwt` apart and says why it is refused, by the rules of `bigcommerce/signed-payload.ts`. */
import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from 'jose';
import {
  payloadClaimsSchema,
  payloadRules,
  type SignedPayload,
  verifySignedPayload,
} from '../../bigcommerce/signed-payload.ts';
import { AppError } from '../../errors.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { IClientStore } from '../../iclients/store.ts';
import { diagnoseContext } from '../diagnoses.ts';
import { isRecord, listClaims, listHeader, shortened } from './claims.ts';
import type { Finding, InspectedPayload } from './inspection.ts';
import { findSigner, type Signer } from './signers.ts';

export type JwtInspection = {
  payload: InspectedPayload;
  findings: Finding[];
  /** Of a payload that would be taken. */
  storeHash?: string;
};

export type InspectJwtDeps = {
  iclients: Pick<IClientStore, 'list' | 'clientSecret'>;
  /** Milliseconds since 1970. */
  now: () => number;
};

type Claims = Record<string, unknown>;

/**
 * @returns no failure among the findings exactly when `verifySignedPayload` takes the payload
 * @throws VaultError when the iClient's secret does not open
 */
export async function inspectJwt(
  deps: InspectJwtDeps,
  iclient: IClient,
  jwt: string,
): Promise<JwtInspection> {
  const parts = jwt.split('.');
  const header = readHeader(jwt);
  const claims = readClaims(jwt);
  const now = deps.now();
  const signer = await signerOf(deps, iclient, jwt, header);
  const found = [
    ...aboutParts(parts.length, header, claims),
    ...(header ? aboutAlgorithm(header) : []),
    ...(claims ? await aboutSigner(deps, iclient, claims, signer) : []),
    ...(claims ? [...aboutClaims(claims), ...aboutTimes(claims, now)] : []),
  ];
  const taken = await verdict(deps, iclient, jwt, now);
  const findings: Finding[] =
    taken === undefined && !found.some(({ level }) => level === 'failure')
      ? [failure('payload_damaged', 'unverifiable'), ...found]
      : found;
  return {
    payload: {
      form: 'jwt',
      header: header ? listHeader(header) : [],
      claims: claims ? listClaims(claims) : [],
      signature: { characters: parts[2]?.length ?? 0, fits: signer?.fits ?? 'unknown' },
      ...(taken && { digest: taken.call.digest }),
    },
    findings,
    ...(taken && { storeHash: taken.storeHash }),
  };
}

function readHeader(jwt: string): Claims | undefined {
  try {
    return { ...decodeProtectedHeader(jwt) };
  } catch {
    return undefined;
  }
}

function readClaims(jwt: string): Claims | undefined {
  try {
    return decodeJwt(jwt);
  } catch {
    return undefined;
  }
}

/** Undefined where the signature cannot be checked. */
async function signerOf(
  { iclients }: InspectJwtDeps,
  iclient: IClient,
  jwt: string,
  header: Claims | undefined,
): Promise<Signer | undefined> {
  if (header?.alg !== payloadRules.algorithm) return undefined;
  try {
    return await findSigner(iclients, iclient, (clientSecret) => isSigned(jwt, clientSecret));
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

async function isSigned(jwt: string, clientSecret: string): Promise<boolean> {
  try {
    const algorithms = [payloadRules.algorithm];
    await compactVerify(jwt, new TextEncoder().encode(clientSecret), { algorithms });
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return false;
    throw error;
  }
}

function aboutParts(count: number, header?: Claims, claims?: Claims): Finding[] {
  if (count !== 3) return [{ ...failure('payload_damaged', 'parts'), value: String(count) }];
  const unreadable = [...(header ? [] : ['header']), ...(claims ? [] : ['claims'])];
  if (unreadable.length === 0) return [];
  return [{ ...failure('payload_damaged', 'part_unreadable'), names: unreadable }];
}

function aboutAlgorithm({ alg }: Claims): Finding[] {
  if (alg === payloadRules.algorithm) return [];
  return [
    {
      ...failure('wrong_algorithm', 'algorithm'),
      value: shortened(typeof alg === 'string' ? alg : typeof alg),
    },
  ];
}

async function aboutSigner(
  { iclients }: InspectJwtDeps,
  iclient: IClient,
  { aud }: Claims,
  signer: Signer | undefined,
): Promise<Finding[]> {
  if (signer?.fits === 'other')
    return [{ ...failure('other_app', 'signed_by_other'), iclient: signer.iclient }];
  if (typeof aud === 'string' && aud !== iclient.clientId) {
    const other = (await iclients.list()).find(({ clientId }) => clientId === aud);
    return other
      ? [{ ...failure('other_app', 'made_for_other'), iclient: { id: other.id, name: other.name } }]
      : [{ ...failure('other_app', 'made_for_unknown'), value: shortened(aud) }];
  }
  return signer?.fits === 'none' ? [failure('wrong_secret', 'wrong_secret')] : [];
}

/** What is missing, what is misshapen, and what is known to be wrong with a store's hash. */
function aboutClaims(claims: Claims): Finding[] {
  const read = payloadClaimsSchema.safeParse(claims);
  const paths = read.success ? [] : read.error.issues.map(({ path }) => path.map(String));
  if (claims.iss !== payloadRules.issuer) paths.push(['iss']);
  const isNoStore = paths.some(([name]) => name === 'sub');
  const context = aboutContext(claims.sub, isNoStore ? 'failure' : 'warning');
  const others = context.length > 0 ? paths.filter(([name]) => name !== 'sub') : paths;
  const missing = others.filter((path) => valueAt(claims, path) === undefined);
  const misshapen = others.filter((path) => valueAt(claims, path) !== undefined);
  return [...context, ...named('missing_claims', missing), ...named('misshapen_claims', misshapen)];
}

function named(reason: 'missing_claims' | 'misshapen_claims', paths: string[][]): Finding[] {
  if (paths.length === 0) return [];
  const names = [...new Set(paths.map((path) => path.join('.')))];
  return [{ ...failure('claims_misshapen', reason), names }];
}

function valueAt(claims: Claims, path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), claims);
}

/**
 * What a context or store hash says of itself.
 * @param level a warning where it could be a store's all the same, such as `stores/undefined`
 */
export function aboutContext(context: unknown, level: Finding['level']): Finding[] {
  const diagnosis = typeof context === 'string' ? diagnoseContext(context) : undefined;
  if (typeof context !== 'string' || diagnosis === undefined) return [];
  const reason = diagnosis === 'store_prefix_in_hash' ? 'store_prefix' : 'placeholder';
  return [{ diagnosis, reason, level, value: shortened(context) }];
}

function aboutTimes({ iat, nbf, exp }: Claims, nowMs: number): Finding[] {
  const skew = payloadRules.clockSkewSeconds;
  // jose compares whole seconds.
  const now = Math.floor(nowMs / 1000);
  if (typeof exp === 'number' && exp <= now - skew)
    return [{ ...failure('payload_expired', 'expired'), seconds: now - exp }];
  if (typeof nbf === 'number' && nbf > now + skew)
    return [{ ...failure('clock_skew', 'not_yet_valid'), seconds: nbf - now }];
  if (typeof iat === 'number' && iat > nowMs / 1000 + skew)
    return [{ ...failure('clock_skew', 'issued_in_future'), seconds: iat - now }];
  return [];
}

/** What the callbacks read in it, if they take it. */
async function verdict(
  { iclients }: InspectJwtDeps,
  iclient: IClient,
  jwt: string,
  now: number,
): Promise<SignedPayload | undefined> {
  const clientSecret = await iclients.clientSecret(iclient.id);
  try {
    return await verifySignedPayload(jwt, { ...iclient, clientSecret }, now);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

export function failure(diagnosis: Finding['diagnosis'], reason: Finding['reason']): Finding {
  return { diagnosis, reason, level: 'failure' };
}
