/**
 * The JWTs that BigCommerce sends with load, uninstall and remove_user. Signed by hand (RFC 7515),
 * because a sandbox has to make the wrong ones too, and libraries refuse to.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { randomSecret } from './random-ids.ts';
import { ownerOf, type SandboxApp, type Store, type StoreUser, type World } from './world.ts';

export type PayloadOptions = {
  app: SandboxApp;
  store: Store;
  user: StoreUser;
  /** Merged over the usual claims; a claim that is null here is left out. */
  claims?: Record<string, unknown> | undefined;
  secret?: string | undefined;
  alg?: 'HS256' | 'HS512' | 'none' | undefined;
  header?: Record<string, unknown> | undefined;
};

const dayS = 86_400;
/** Beyond any tolerance: a payload from ahead is not valid yet, one from behind has expired. */
const clockShiftS: Record<string, number> = { clock_ahead: 600, clock_behind: -25 * 3600 };

/** A compact JWT, bent by the payload fault that is switched on. */
export function signPayload(world: World, options: PayloadOptions): string {
  const alg = options.alg ?? 'HS256';
  const wrongSecret = world.faults.payload === 'wrong_secret' ? randomSecret() : undefined;
  const secret = options.secret ?? wrongSecret ?? options.app.clientSecret;
  const header = { alg, typ: 'JWT', ...options.header };
  const signed = `${encode(header)}.${encode(claimsOf(world, options))}`;
  return `${signed}.${signatureOf(signed, alg, secret)}`;
}

function claimsOf(world: World, options: PayloadOptions): Record<string, unknown> {
  const { app, store, user } = options;
  const owner = ownerOf(store);
  const iat = Math.floor(world.now() / 1000) + (clockShiftS[world.faults.payload] ?? 0);
  const usual = {
    aud: app.clientId,
    iss: 'bc',
    iat,
    nbf: iat - 5,
    exp: iat + dayS,
    jti: randomUUID(),
    sub: `stores/${store.hash}`,
    user: { id: user.id, email: user.email, locale: user.locale },
    owner: { id: owner.id, email: owner.email },
    url: '/',
  };
  const changed = Object.entries({ ...usual, ...options.claims }).filter(([, v]) => v !== null);
  // The real one sends null for a store without channels, so this null is a value and no removal.
  const channel = options.claims && 'channel_id' in options.claims ? {} : { channel_id: null };
  return { ...Object.fromEntries(changed), ...channel };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signatureOf(signed: string, alg: string, secret: string): string {
  if (alg === 'none') return '';
  const hash = alg === 'HS512' ? 'sha512' : 'sha256';
  return createHmac(hash, secret).update(signed).digest('base64url');
}
