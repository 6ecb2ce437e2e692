/** What merchants do, without a browser. */
import type { Response } from 'supertest';
import { type Connector, clientId } from './connector.ts';
import type { CookieClient } from './cookie-client.ts';
import type { Deed, MintedCode, PayloadDeed } from './sandbox-control.ts';

/** Snow Boots Co, a store of the sandbox. */
export const storeHash = 'snowboots';

/** Consents in the sandbox; answers the code and the auth callback that carries it. */
export async function consent(
  connector: Connector,
  deed: Partial<Deed> & { scopes?: string[]; redirectUri?: string } = {},
): Promise<MintedCode> {
  const minted = await connector.sandbox.code({ clientId, storeHash, ...deed });
  connector.keepSecret(minted.code);
  return minted;
}

/** A signed payload of the sandbox. */
export async function signedPayload(
  connector: Connector,
  deed: Partial<PayloadDeed> = {},
): Promise<string> {
  const jwt = await connector.sandbox.payload({ clientId, storeHash, ...deed });
  connector.keepSecret(jwt);
  return jwt;
}

/** Consents in the sandbox and lets the browser arrive at the auth callback. */
export async function install(
  connector: Connector,
  deed: Partial<Deed> = {},
): Promise<Response & { minted: MintedCode }> {
  const minted = await consent(connector, deed);
  const answer = await connector.http().get(pathOf(minted.url));
  return Object.assign(answer, { minted });
}

/** Opens the app from the control panel; answers the cookie jar and where it was sent. */
export async function open(
  connector: Connector,
  deed: Partial<PayloadDeed> = {},
  agent: CookieClient = connector.agent(),
) {
  const jwt = await signedPayload(connector, deed);
  const answer = await agent.get(`/load?signed_payload_jwt=${jwt}`);
  return { agent, jwt, answer, location: answer.headers.location ?? '' };
}

/** The users of a store in the sandbox by their role. */
export async function usersOf(connector: Connector, hash = storeHash) {
  const store = (await connector.sandbox.state()).stores.find(
    (candidate) => candidate.hash === hash,
  );
  const [owner, authorized, plain] = (['owner', 'authorized', 'user'] as const).map((role) =>
    store?.users.find((user) => user.role === role),
  );
  if (!owner || !authorized || !plain)
    throw new Error(`The sandbox's store ${hash} lacks a user of some role.`);
  return { owner, authorized, plain };
}

/** Path and query of a URL, for a client that is bound to a host. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
