/** An install in Redis is whole or not there: its record, both indexes, its user, its event and a token that opens. */

import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import type { Connector } from './connector.ts';
import { latestOfConnections } from './event-trail.ts';
import { storeHash, usersOf } from './journeys.ts';

const eventsAsked = 1_000;

async function traces(connector: Connector) {
  const { redis } = connector.service.deps;
  const [pairs, names, latest] = await Promise.all([
    redis.hgetall(keys.appConnections),
    redis.hgetall(keys.connectionNames),
    latestOfConnections(connector, eventsAsked),
  ]);
  return { pairs, names, events: latest };
}

/** Of the default app in `storeHash`, where nothing was ever installed. */
export async function expectNoRecord(connector: Connector): Promise<void> {
  const { pairs, names, events } = await traces(connector);
  expect({ pairs, names, events }).to.deep.equal({ pairs: {}, names: {}, events: [] });
  const connectionKeys = await connector.service.deps.redis.keys(keys.connection('*'));
  expect(connectionKeys).to.deep.equal([]);
}

/** Of the default app in `storeHash`, as the only one. Answers its id. */
export async function expectWholeRecord(connector: Connector): Promise<string> {
  const { connections, storeUsers } = connector.service.deps;
  const connection = await connections.findByStore('default', storeHash);
  if (!connection) throw new Error('There is no connection.');
  const { id } = connection;
  const { pairs, names, events } = await traces(connector);
  expect(pairs).to.deep.equal({ [`default/${storeHash}`]: id });
  expect(names).to.deep.equal({ [storeHash]: id });
  expect(connection).to.include({ name: storeHash, status: 'connected' });
  const { owner } = await usersOf(connector);
  const users = await storeUsers.list(id);
  expect(users.map(({ email }) => email)).to.deep.equal([owner.email]);
  expect(events.filter(({ kind }) => kind === 'connection.installed')).to.have.length(1);
  expect(await connections.accessToken(id)).to.match(/^[a-z0-9]{31}$/);
  return id;
}

/** True when there is a whole record, false when there is none. @throws AssertionError when it is half there */
export async function isRecorded(connector: Connector): Promise<boolean> {
  const { pairs } = await traces(connector);
  if (Object.keys(pairs).length > 0) await expectWholeRecord(connector);
  else await expectNoRecord(connector);
  return Object.keys(pairs).length > 0;
}
