/** Every cause that a load, uninstall or remove-user callback is refused for, as it comes about. */
import { createHmac } from 'node:crypto';
import { clientSecret } from '../../support/connector.ts';
import { install, open, signedPayload, usersOf } from '../../support/journeys.ts';
import type { PayloadDeed } from '../../support/sandbox-control.ts';
import { second } from '../../support/second-app.ts';
import type { ArrivingCause, Stage } from './arriving.ts';

const loaded =
  (deed: Partial<PayloadDeed> = {}, kind = 'load') =>
  async ({ connector }: Stage) =>
    `/${kind}?signed_payload_jwt=${await signedPayload(connector, deed)}`;

/** As BigCommerce signs while it, or its clock, is wrong. */
const withFault =
  (fault: string, kind = 'load') =>
  async (stage: Stage) => {
    await stage.connector.sandbox.faults({ payload: fault });
    return loaded({}, kind)(stage);
  };

async function ofUserRemoved(stage: Stage): Promise<string> {
  const { connector } = stage;
  await install(connector);
  const { id: userId } = (await usersOf(connector)).plain;
  await open(connector, { userId });
  await connector.http().get(await loaded({ userId }, 'remove_user')(stage));
  const iat = Math.floor(Date.now() / 1000) - 100;
  return loaded({ userId, claims: { iat, nbf: iat } })(stage);
}

/** Where a browser goes on that kept no cookie of the load callback. */
async function withoutCookie(stage: Stage): Promise<string> {
  await install(stage.connector);
  const { headers } = await stage.connector.http().get(await loaded()(stage));
  return headers.location ?? '';
}

function legacyPayload(): string {
  const json = JSON.stringify({ user: { id: 1 }, context: 'stores/snowboots', timestamp: 1 });
  const hmac = createHmac('sha256', clientSecret).update(json).digest('hex');
  const [payload, signature] = [json, hmac].map((text) => Buffer.from(text).toString('base64'));
  return `${payload}.${signature}`;
}

export const signedCauses: ArrivingCause[] = [
  { cause: 'opened_by_hand', how: 'somebody tries the address', callback: () => '/load' },
  {
    cause: 'parameter_misshapen',
    how: 'the payload comes twice',
    callback: () => '/load?signed_payload_jwt=one&signed_payload_jwt=two',
  },
  { cause: 'path_unknown', how: 'a capital letter too many', callback: loaded({}, 'Load') },
  {
    cause: 'wrong_secret',
    how: 'signed with a client secret that is not the app’s',
    callback: withFault('wrong_secret'),
  },
  {
    cause: 'wrong_secret',
    how: 'at the uninstall',
    callback: withFault('wrong_secret', 'uninstall'),
    seen: 'in the recorder',
  },
  {
    cause: 'other_app',
    how: 'the callback URL of this app was registered for another',
    callback: loaded({ clientId: second.clientId }),
  },
  {
    cause: 'payload_expired',
    how: 'BigCommerce’s clock is a day behind',
    callback: withFault('clock_behind'),
    exact: /expired for 3,60\d seconds/,
  },
  {
    cause: 'clock_skew',
    how: 'this service’s clock is ten minutes behind',
    callback: withFault('clock_ahead'),
    exact: /in (59\d|600) seconds/,
  },
  {
    cause: 'clock_skew',
    how: 'at the removal of a user',
    callback: withFault('clock_ahead', 'remove_user'),
    seen: 'in the recorder',
  },
  {
    cause: 'payload_damaged',
    how: 'the address was cut off',
    callback: async (stage) => (await loaded()(stage)).replace(/[.][^.]*$/, ''),
    exact: /three parts/,
  },
  {
    cause: 'wrong_algorithm',
    how: 'signed with another algorithm',
    callback: loaded({ alg: 'HS512' }),
    exact: /HS512/,
  },
  {
    cause: 'claims_misshapen',
    how: 'a claim is missing',
    callback: loaded({ claims: { jti: null } }),
    exact: /Missing: jti/,
  },
  {
    cause: 'store_prefix_in_hash',
    how: '“store-” in the payload',
    callback: loaded({ claims: { sub: 'stores/store-snowboots' } }),
  },
  {
    cause: 'context_not_substituted',
    how: 'a placeholder in the payload',
    callback: loaded({ claims: { sub: 'stores/{store_hash}' } }),
  },
  {
    cause: 'legacy_payload',
    how: 'the callbacks of an old app',
    callback: () => `/load?signed_payload=${encodeURIComponent(legacyPayload())}`,
  },
  {
    cause: 'not_installed',
    how: 'the app was never installed on the store',
    callback: loaded({ storeHash: 'bottesneige' }),
  },
  { cause: 'user_removed', how: 'the payload is from before', callback: ofUserRemoved },
  {
    cause: 'third_party_cookie',
    how: 'the browser keeps no cookie in the frame',
    callback: withoutCookie,
    seen: 'on its page',
  },
];
