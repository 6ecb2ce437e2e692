/** Every cause that an auth callback is refused for, or that an install has, as it comes about. */

import { pendingConnection, start } from '../../authorize/start.ts';
import { byOperator } from '../../support/api-client.ts';
import { consent, pathOf, storeHash } from '../../support/journeys.ts';
import { second } from '../../support/second-app.ts';
import type { ArrivingCause, Stage } from './arriving.ts';

const scope = 'store_v2_orders_read_only';
const denied = (error: string) => () => `/auth?error=${error}&error_description=Example+words`;

/** A code that BigCommerce gave for another address, where the callback then arrives. */
const registeredAt =
  (redirectUri: string) =>
  async ({ connector }: Stage) =>
    (await consent(connector, { redirectUri })).url;

const withContext =
  (context: string) =>
  async ({ connector }: Stage) => {
    const { code } = await consent(connector);
    return `/auth?${new URLSearchParams({ code, context, scope })}`;
  };

const withTokenFault =
  (fault: string) =>
  async ({ connector }: Stage) => {
    await connector.sandbox.faults({ token: fault });
    return (await consent(connector)).url;
  };

async function authorizing({ connector, builder }: Stage) {
  const hash = 'bottesneige';
  const known = await connector.service.deps.connections.findByStore('default', hash);
  const { id } = known ?? (await pendingConnection(connector, hash));
  const { state } = await start(connector, builder, id);
  return { state, url: (await consent(connector, { storeHash: hash })).url };
}

export const authCauses: ArrivingCause[] = [
  { cause: 'opened_by_hand', how: 'somebody tries the address', callback: () => '/auth' },
  {
    cause: 'parameter_misshapen',
    how: 'a redirect on the way lost the code',
    callback: () => `/auth?context=stores/${storeHash}&scope=${scope}`,
    exact: /parameter “code”/,
  },
  {
    cause: 'parameter_misshapen',
    how: 'a parameter comes twice',
    callback: async ({ connector }) => `${(await consent(connector)).url}&scope=${scope}`,
    exact: /parameter “scope”/,
  },
  {
    cause: 'not_https',
    how: 'the http address was registered',
    callback: registeredAt('http://connector.example/auth'),
  },
  {
    cause: 'localhost',
    how: 'an address on this machine was registered',
    callback: registeredAt('http://localhost:3000/auth'),
  },
  {
    cause: 'old_tunnel',
    how: 'the tunnel of yesterday was registered',
    callback: registeredAt('https://old-name.ngrok-free.app/auth'),
  },
  {
    cause: 'redirect_uri_differs',
    how: 'another host was registered',
    callback: registeredAt('https://www.connector.example/auth'),
  },
  {
    cause: 'redirect_uri_differs',
    how: 'a slash too many was registered',
    callback: registeredAt('https://connector.example/auth/'),
  },
  {
    cause: 'path_unknown',
    how: 'the path of no iClient was registered',
    callback: registeredAt('https://connector.example/bigcommerce/nobody/auth'),
    seen: 'on its page',
  },
  { cause: 'consent_denied', how: 'the merchant said no', callback: denied('access_denied') },
  {
    cause: 'draft_app_other_owner',
    how: 'BigCommerce does not let the app in there',
    callback: denied('unauthorized_client'),
  },
  {
    cause: 'scopes_not_accepted',
    how: 'a scope was asked for that the app is not registered for',
    callback: denied('invalid_scope'),
  },
  {
    cause: 'scopes_not_accepted',
    how: 'the merchant accepted fewer than are configured by now',
    callback: async ({ connector }) => (await consent(connector, { scopes: [scope] })).url,
    seen: 'in the recorder',
  },
  {
    cause: 'scopes_not_accepted',
    how: 'the token holds fewer than the merchant accepted',
    callback: withTokenFault('wrong_scope'),
    seen: 'in the recorder',
  },
  {
    cause: 'context_not_substituted',
    how: 'a placeholder was left in the context',
    callback: withContext('stores/{store_hash}'),
    exact: /parameter “context”/,
  },
  {
    cause: 'context_not_substituted',
    how: 'the store was left out',
    callback: withContext('stores/'),
  },
  {
    cause: 'context_not_substituted',
    how: 'a variable without a value that could be a store',
    callback: withContext('stores/undefined'),
  },
  {
    cause: 'store_prefix_in_hash',
    how: 'the control panel’s host was taken for the hash',
    callback: withContext(`stores/store-${storeHash}`),
  },
  {
    cause: 'exchange_refused',
    how: 'the client secret is not the app’s',
    callback: async ({ connector }) => {
      const clientSecret = 'canary-secret-that-was-copied-wrongly';
      connector.keepSecret(clientSecret);
      const { iclients } = connector.service.deps;
      await iclients.change(second.iclientId, { clientSecret }, byOperator);
      return (await consent(connector, { clientId: second.clientId })).url;
    },
    seen: 'on its page',
  },
  {
    cause: 'exchange_refused',
    how: 'the code came too late, which BigCommerce alone knows',
    callback: withTokenFault('expired_code'),
    exact: /too old/,
  },
  {
    cause: 'code_used_or_late',
    how: 'another browser brought the code before',
    callback: async ({ connector }) => {
      const { url } = await consent(connector);
      const another = connector.agent();
      await another.get('/sign-in');
      await another.get(pathOf(url));
      return url;
    },
  },
  {
    cause: 'other_browser',
    how: 'it was started in another browser',
    callback: async (stage) => {
      const { state, url } = await authorizing(stage);
      return `${url}&state=${state}`;
    },
  },
  {
    cause: 'other_browser',
    how: 'it was started too long ago, or nowhere',
    callback: async (stage) => `${(await authorizing(stage)).url}&state=forgotten`,
  },
];
