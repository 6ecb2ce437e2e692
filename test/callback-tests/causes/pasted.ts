/** Every cause that a pasted payload or address has, as the inspector of the console is given it. */
import { createHmac } from 'node:crypto';
import type { Diagnosis } from '../../../server/callback-tests/diagnoses.ts';
import { type Connector, clientSecret } from '../../support/connector.ts';
import { signedPayload } from '../../support/journeys.ts';
import type { PayloadDeed } from '../../support/sandbox-control.ts';
import { second } from '../../support/second-app.ts';

export type PastedCause = {
  cause: Diagnosis;
  how: string;
  pasted(connector: Connector): Promise<string> | string;
};

const scope =
  'store_v2_orders_read_only+store_v2_products_read_only+store_v2_information_read_only';
const brought = `code=example-code&context=stores/snowboots&scope=${scope}`;
const at =
  (address: string, query = brought) =>
  () =>
    `${address}?${query}`;
const query = (text: string) => () => text;
const payload =
  (deed: Partial<PayloadDeed> = {}) =>
  (connector: Connector) =>
    signedPayload(connector, deed);
const withFault = (fault: string) => async (connector: Connector) => {
  await connector.sandbox.faults({ payload: fault });
  return signedPayload(connector);
};

function legacy(over: 'json' | 'base64', secret = clientSecret): string {
  const json = JSON.stringify({ user: { id: 1 }, context: 'stores/snowboots', timestamp: 1 });
  const encoded = Buffer.from(json).toString('base64');
  const hmac = createHmac('sha256', secret).update(over === 'json' ? json : encoded);
  return `${encoded}.${Buffer.from(hmac.digest('hex')).toString('base64')}`;
}

export const pastedCauses: PastedCause[] = [
  { cause: 'opened_by_hand', how: 'an address alone', pasted: query('/auth') },
  {
    cause: 'not_https',
    how: 'an http address',
    pasted: at('http://connector.example/auth'),
  },
  {
    cause: 'localhost',
    how: 'an address on this machine',
    pasted: at('http://127.0.0.1:3000/auth'),
  },
  {
    cause: 'old_tunnel',
    how: 'an address of another tunnel',
    pasted: at('https://old-name.trycloudflare.com/auth'),
  },
  {
    cause: 'redirect_uri_differs',
    how: 'an address of another host',
    pasted: at('https://www.connector.example/auth'),
  },
  {
    cause: 'redirect_uri_differs',
    how: 'an address with a slash too many',
    pasted: at('https://connector.example/auth/'),
  },
  {
    cause: 'path_unknown',
    how: 'an address of nobody',
    pasted: at('/bigcommerce/nobody/auth'),
  },
  {
    cause: 'parameter_misshapen',
    how: 'an address without its code',
    pasted: query('context=stores/snowboots'),
  },
  { cause: 'consent_denied', how: 'a denial', pasted: query('?error=access_denied') },
  {
    cause: 'draft_app_other_owner',
    how: 'an error that BigCommerce sent',
    pasted: query('?error=unauthorized_client'),
  },
  {
    cause: 'scopes_not_accepted',
    how: 'fewer scopes than are configured',
    pasted: query('code=example-code&context=stores/snowboots&scope=store_v2_default'),
  },
  {
    cause: 'context_not_substituted',
    how: 'a placeholder',
    pasted: query('code=example-code&context=stores/{store_hash}&scope=x'),
  },
  {
    cause: 'store_prefix_in_hash',
    how: '“store-” in the context',
    pasted: query('code=example-code&context=stores/store-snowboots&scope=x'),
  },
  { cause: 'wrong_secret', how: 'a payload', pasted: withFault('wrong_secret') },
  {
    cause: 'other_app',
    how: 'another app’s payload',
    pasted: payload({ clientId: second.clientId }),
  },
  {
    cause: 'other_app',
    how: 'a payload signed with another app’s secret',
    pasted: payload({ secret: second.clientSecret }),
  },
  { cause: 'payload_expired', how: 'an old payload', pasted: withFault('clock_behind') },
  { cause: 'clock_skew', how: 'a payload from the future', pasted: withFault('clock_ahead') },
  {
    cause: 'payload_damaged',
    how: 'half a payload',
    pasted: async (connector) => (await signedPayload(connector)).replace(/[.][^.]*$/, ''),
  },
  { cause: 'wrong_algorithm', how: 'an unsigned payload', pasted: payload({ alg: 'none' }) },
  {
    cause: 'claims_misshapen',
    how: 'a payload without a user',
    pasted: payload({ claims: { user: null } }),
  },
  { cause: 'legacy_payload', how: 'a payload of the old kind', pasted: () => legacy('json') },
  {
    cause: 'legacy_hmac_over_base64',
    how: 'an old payload signed over its base64',
    pasted: () => legacy('base64'),
  },
  { cause: 'not_installed', how: 'a payload of a store without the app', pasted: payload() },
];
