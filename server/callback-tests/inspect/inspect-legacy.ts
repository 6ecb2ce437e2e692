/**
 * The payload that BigCommerce sent before it used JWTs: `base64(json).base64(hex(hmac-sha256(json, secret)))`.
 * The callbacks here do not take it; it is inspected for those who move an older app.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { contextSchema } from '../../bigcommerce/wire.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { isRecord, listClaims } from './claims.ts';
import { aboutContext, failure, type InspectJwtDeps } from './inspect-jwt.ts';
import type { Finding, InspectedPayload } from './inspection.ts';
import { findSigner, type Signer } from './signers.ts';

/** Whether a text has the two parts of such a payload, the first of them JSON that is no JWT's header. */
export function isLegacyPayload(text: string): boolean {
  const parts = text.split('.');
  if (parts.length !== 2 || !parts.every((part) => /^[A-Za-z0-9+/_-]+=*$/.test(part))) return false;
  const json = readJson(parts[0] ?? '');
  return json === undefined || !('alg' in json);
}

/** @throws VaultError when the iClient's secret does not open */
export async function inspectLegacy(
  { iclients }: Pick<InspectJwtDeps, 'iclients'>,
  iclient: IClient,
  text: string,
): Promise<{ payload: InspectedPayload; findings: Finding[] }> {
  const [encoded = '', signature = ''] = text.split('.');
  const json = Buffer.from(encoded, 'base64');
  const claims = readJson(encoded);
  const given = Buffer.from(signature, 'base64').toString('latin1').toLowerCase();
  const signer = await findSigner(iclients, iclient, (secret) => isHmac(json, secret, given));
  const overText =
    signer.fits === 'none' &&
    (await findSigner(iclients, iclient, (secret) => isHmac(encoded, secret, given))).fits !==
      'none';
  return {
    payload: {
      form: 'legacy',
      header: [],
      claims: claims ? listClaims(claims) : [],
      signature: { characters: signature.length, fits: signer.fits },
    },
    findings: [
      ...(claims ? [] : [{ ...failure('payload_damaged', 'part_unreadable'), names: ['claims'] }]),
      ...(overText ? [failure('legacy_hmac_over_base64', 'over_base64')] : aboutSignature(signer)),
      ...(claims ? aboutStore(claims) : []),
      { diagnosis: 'legacy_payload', reason: 'legacy', level: 'warning' },
    ],
  };
}

function readJson(encoded: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHmac(signed: Buffer | string, secret: string, given: string): boolean {
  const right = createHmac('sha256', secret).update(signed).digest('hex');
  return (
    given.length === right.length &&
    timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(right))
  );
}

function aboutSignature(signer: Signer): Finding[] {
  if (signer.fits === 'own') return [];
  if (signer.fits === 'none') return [failure('wrong_secret', 'wrong_secret')];
  return [{ ...failure('other_app', 'signed_by_other'), iclient: signer.iclient }];
}

function aboutStore({ context, store_hash: hash }: Record<string, unknown>): Finding[] {
  const isStore = contextSchema.safeParse(context).success;
  const known = aboutContext(context, isStore ? 'warning' : 'failure');
  if (known.length > 0) return known;
  if (isStore) return typeof hash === 'string' ? aboutContext(`stores/${hash}`, 'warning') : [];
  const reason = context === undefined ? 'missing_claims' : 'misshapen_claims';
  return [{ ...failure('claims_misshapen', reason), names: ['context'] }];
}
