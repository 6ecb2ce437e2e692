/**
 * BigCommerce's side of a simulated install, played by the sandbox: what it sends has BigCommerce's shapes
 * as the sandbox knows them, and nothing of it is shared with those that read it.
 */
import { randomBytes } from 'node:crypto';
import type { TestClient } from '../../iclients/simulated.ts';
import { issueCode } from '../../sandbox/oauth/codes.ts';
import { exchangeCode } from '../../sandbox/oauth/exchange-code.ts';
import { seedStores } from '../../sandbox/seeds/stores.ts';
import { signPayload } from '../../sandbox/signed-payload.ts';
import { createWorld, ownerOf, type SandboxApp, type Store } from '../../sandbox/world.ts';
import { type SimulationCodes, simulatedTokenPrefix } from './codes.ts';

/** The query of a callback, the test client's name apart. */
export type SentParameters = Record<string, string>;

export type PretendBigCommerce = {
  /** What the merchant's browser brings; the code's answer waits for whoever exchanges it. */
  authorize(options?: { used: boolean }): Promise<SentParameters>;
  /** A payload as load, uninstall and remove_user have it, or a wrong one. */
  payload(
    who: 'owner' | 'user',
    wrong?: 'bad_signature' | 'clock_ahead' | 'clock_behind',
  ): SentParameters;
};

/** Of an app that asks for none. Source: BigCommerce, "OAuth scopes". */
const leastScope = 'store_v2_default';

/** So that what is kept of a payload that has acted is soon gone. */
const payloadSeconds = 120;

export function simulatedStore(hash: string): Store {
  const [store] = seedStores();
  if (!store) throw new Error('The sandbox has no store.');
  return { ...store, hash, name: 'Simulated store' };
}

/** @param now milliseconds since 1970: BigCommerce's clock is this process's, or it differs by what is played */
export function pretendBigCommerce(
  { codes, now }: { codes: SimulationCodes; now: () => number },
  client: TestClient,
  { scopes: configured, authUrl }: { scopes: string[]; authUrl: string },
): PretendBigCommerce {
  const store = simulatedStore(client.storeHash);
  const { clientId, clientSecret } = client;
  const scopes = configured.length > 0 ? configured : [leastScope];
  // It calls no URL itself, so that it needs to know only the one that comes along as redirect_uri.
  const callbacks = { auth: authUrl, load: '', uninstall: '', removeUser: '' };
  const app: SandboxApp = { name: 'Test client', clientId, clientSecret, scopes, callbacks };
  const world = createWorld({ apps: [app], now, closing: new AbortController().signal });
  world.stores = new Map([[store.hash, store]]);

  return {
    async authorize({ used } = { used: false }) {
      const user = ownerOf(store);
      const issued = issueCode(world, { app, store, user, scopes, redirectUri: authUrl });
      const { url: _url, context: forStore, ...parameters } = issued;
      const { code, scope } = issued;
      const context = forStore ?? '';
      const ask = () =>
        exchangeCode(world, {
          client_id: clientId,
          client_secret: clientSecret,
          code,
          scope,
          context,
          grant_type: 'authorization_code',
          redirect_uri: authUrl,
        });
      if (used) ask();
      const answer = ask();
      const told = 'access_token' in answer ? { ...answer, access_token: newToken() } : answer;
      const exchange = { clientId, clientSecret, code, scope, context, redirectUri: authUrl };
      await codes.keep(exchange, JSON.stringify({ answer: told, answeredAt: world.now() }));
      return { ...parameters, context };
    },
    payload(who, wrong) {
      const user = who === 'owner' ? ownerOf(store) : store.users.at(-1);
      if (!user) throw new Error('The sandbox store has no users.');
      const isClockWrong = wrong === 'clock_ahead' || wrong === 'clock_behind';
      world.faults.payload = isClockWrong ? wrong : 'none';
      const payload = signPayload(world, {
        app,
        store,
        user,
        ...(wrong === 'bad_signature' ? { secret: randomBytes(32).toString('hex') } : {}),
        ...(isClockWrong ? {} : { claims: { exp: Math.floor(now() / 1000) + payloadSeconds } }),
      });
      return { signed_payload_jwt: payload };
    },
  };
}

function newToken(): string {
  return `${simulatedTokenPrefix}${randomBytes(16).toString('hex')}`;
}
