/** Starts authorizations as a page of the console does. */
import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, pathOf, storeHash } from '../support/journeys.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

export type Started = { authorizationId: string; authorizeUrl: string; statusUrl: string };

/** Who prepares what a test needs. */
export const byOperator = { actor: { kind: 'operator' }, address: '' } as const;

/** A builder who is signed in, and a connection that waits to be authorized; `connector` is to be closed. */
export async function aboutToAuthorize() {
  const connector = await startConnector();
  const browser = await signIn(connector, 'builder');
  return { connector, browser, connection: await pendingConnection(connector) };
}

export function pendingConnection(connector: Connector, hash = storeHash): Promise<Connection> {
  return connector.service.deps.connections.create(
    {
      name: `Example of ${hash}`,
      iclientId: 'default',
      storeHash: hash,
      scopes: undefined,
      concurrency: { level: 5 },
    },
    byOperator,
  );
}

/** Presses the button, as authorize.js does. */
export function press(
  connector: Connector,
  { agent, formToken }: SignedInBrowser,
  connectionId: string,
  form: Record<string, string> = {},
) {
  return agent.post(`/console/connections/${connectionId}/authorize`, {
    form: { _token: formToken, ...form },
    headers: { Origin: connector.publicUrl, Accept: 'application/json' },
  });
}

export async function start(
  connector: Connector,
  browser: SignedInBrowser,
  connectionId: string,
): Promise<Started & { state: string }> {
  const answer = await press(connector, browser, connectionId);
  expect(answer.status, answer.text).to.equal(200);
  const started = answer.body as Started;
  return { ...started, state: new URL(started.authorizeUrl).searchParams.get('state') ?? '' };
}

/** Path and query of the callback after somebody agreed at BigCommerce. */
export async function agreed(
  connector: Connector,
  state: string | undefined,
  deed: { storeHash?: string; scopes?: string[] } = {},
): Promise<string> {
  const { url } = await consent(connector, deed);
  return state === undefined ? pathOf(url) : `${pathOf(url)}&state=${state}`;
}

export async function tokenRequests(connector: Connector): Promise<number> {
  return (await connector.sandbox.state()).requests.token;
}
