/**
 * The signed payload of load, uninstall and remove-user callbacks: a JWT that BigCommerce signs
 * with the app's client secret. Source: BigCommerce, "App callbacks", section "Verify the payload".
 */
import { createHash } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { contextSchema, type Person, personSchema } from './wire.ts';

/** A payload that was verified, as far as stores need it to act on it once. */
export type SignedCall = {
  iclientId: string;
  /** Of the `jti`: tells payloads apart. */
  digest: string;
  /** Seconds since 1970, by BigCommerce's clock. */
  issuedAt: number;
  expiresAt: number;
};

export type SignedPayload = {
  call: SignedCall;
  storeHash: string;
  /** The acting user. */
  user: Person & { locale: string | undefined };
  /** The path of a deep link, not to be trusted as one. */
  url: string;
};

/** The rules by which a payload is verified; the claims' forms are `payloadClaimsSchema`. */
export const payloadRules = {
  algorithm: 'HS256',
  issuer: 'bc',
  /** How far BigCommerce's clock and ours may be apart. */
  clockSkewSeconds: 60,
} as const;
const { clockSkewSeconds } = payloadRules;

export const payloadClaimsSchema = z.object({
  // One audience alone: a list could name this app beside the one that the payload is for.
  aud: z.string(),
  iat: z.number().int().nonnegative(),
  nbf: z.number(),
  exp: z.number().int(),
  jti: z.string().min(1).max(256),
  sub: contextSchema,
  user: personSchema.extend({ locale: z.string().max(35).nullish() }),
  url: z.string().max(2048).nullish(),
});

/**
 * Verifies a payload for one iClient (RFC 7519, 7.2; RFC 8725, 3.1 and 3.9): HS256 alone, its own
 * client id as the audience, issuer `bc`, and its times within 60 seconds of ours.
 * @param now milliseconds since 1970
 * @throws AppError `payload_expired` or `payload_invalid`; the message says why, for the log
 */
export async function verifySignedPayload(
  jwt: string,
  iclient: { id: string; clientId: string; clientSecret: string },
  now: number,
): Promise<SignedPayload> {
  const claims = payloadClaimsSchema.safeParse(await verifiedClaims(jwt, iclient, now));
  if (!claims.success) {
    const fields = claims.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new AppError(
      'payload_invalid',
      `The payload's claims are missing or misshapen: ${fields}.`,
    );
  }
  const { iat, exp, jti, sub, user, url } = claims.data;
  if (iat > now / 1000 + clockSkewSeconds) {
    throw new AppError(
      'payload_expired',
      'The payload was issued in the future: compare the clocks.',
    );
  }
  return {
    call: {
      iclientId: iclient.id,
      digest: createHash('sha256').update(jti).digest('hex'),
      issuedAt: iat,
      expiresAt: exp,
    },
    storeHash: sub,
    user: { ...user, locale: user.locale ?? undefined },
    url: url ?? '/',
  };
}

async function verifiedClaims(
  jwt: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  now: number,
): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(jwt, new TextEncoder().encode(clientSecret), {
      algorithms: [payloadRules.algorithm],
      issuer: payloadRules.issuer,
      audience: clientId,
      clockTolerance: clockSkewSeconds,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'nbf', 'sub', 'jti'],
    });
    return payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    const code = isAboutTime(error) ? 'payload_expired' : 'payload_invalid';
    throw new AppError(code, `The payload was refused: ${error.code}${claimOf(error)}.`);
  }
}

function isAboutTime(error: errors.JOSEError): boolean {
  if (error instanceof errors.JWTExpired) return true;
  return (
    error instanceof errors.JWTClaimValidationFailed &&
    error.claim === 'nbf' &&
    error.reason === 'check_failed'
  );
}

function claimOf(error: errors.JOSEError): string {
  return error instanceof errors.JWTClaimValidationFailed ? ` (${error.claim})` : '';
}

/** When a payload can no longer be accepted even by a clock that is behind (Unix seconds). */
export function forgetPayloadAt({ expiresAt }: SignedCall): number {
  return expiresAt + 2 * clockSkewSeconds;
}
