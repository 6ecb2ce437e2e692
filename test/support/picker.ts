/** Sessions of the picker, as a builder's program makes them, and what their page asks. */
import { expect } from 'chai';
import type { Permission } from '../../server/api-keys/permissions.ts';
import { callWith } from './api-client.ts';
import type { Connector } from './connector.ts';
import { consent, pathOf } from './journeys.ts';

/** A builder's page that does not have to exist. */
export const builderOrigin = 'https://builder.example';

const byOperator = { actor: { kind: 'operator' }, address: '' } as const;

export async function makeKey(
  connector: Connector,
  draft: { permissions?: Permission[]; connectionIds?: string[] } = {},
) {
  const permissions = draft.permissions ?? ['picker:write', 'connections:write'];
  const made = await connector.service.deps.apiKeys.create(
    { name: 'Example builder', permissions, connectionIds: draft.connectionIds },
    byOperator,
  );
  connector.keepSecret(made.key);
  return {
    ...made,
    revoke: () => connector.service.deps.apiKeys.revoke(made.apiKey.id, byOperator),
  };
}

export function postSession(connector: Connector, key: string, body: object) {
  return callWith(connector, { Authorization: `Bearer ${key}` })('post', '/picker-sessions', body);
}

/** A session and what its page may ask with it. */
export async function openSession(connector: Connector, key: string, body: object = {}) {
  const answer = await postSession(connector, key, { origin: builderOrigin, ...body });
  expect(answer.status, answer.text).to.equal(201);
  const token = String(answer.body.session);
  const [id = ''] = token.split('.');
  const asPage = (sent = token, language = 'en') => ({
    Authorization: `Bearer ${sent}`,
    'Accept-Language': language,
  });
  return {
    id,
    token,
    url: String(answer.body.url),
    get: (path: string, sent?: string) =>
      connector.http().get(`/picker/${id}/${path}`).set(asPage(sent)),
    post: (path: string, body: object, sent?: string) =>
      connector.http().post(`/picker/${id}/${path}`).set(asPage(sent)).send(body),
  };
}

/** Lets a session be as old as it may get. */
export async function expire(connector: Connector, id: string): Promise<void> {
  const { redis } = connector.service.deps;
  await redis.hset(`bcc:picker-session:${id}`, 'expiresAt', '1');
}

/** A connection whose store has installed the app. */
export async function connected(connector: Connector, hash: string): Promise<string> {
  const { url } = await consent(connector, { storeHash: hash });
  const answer = await connector.http().get(pathOf(url));
  expect(answer.status, answer.text).to.equal(200);
  const found = await connector.service.deps.connections.findByStore('default', hash);
  return found?.id ?? '';
}
