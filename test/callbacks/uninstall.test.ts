import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import {
  consent,
  install,
  open,
  pathOf,
  signedPayload,
  storeHash,
  usersOf,
} from '../support/journeys.ts';
import { records } from '../support/records.ts';

describe('uninstalling the app', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await install(connector);
  });
  afterEach(() => connector.close());

  const connection = async () => {
    const found = await connector.service.deps.connections.findByStore('default', storeHash);
    if (!found) throw new Error('There is no connection.');
    return found;
  };
  const send = (jwt: string) => connector.http().get(`/uninstall?signed_payload_jwt=${jwt}`);

  it('destroys the token and forgets the users', async () => {
    const { connections, storeUsers, redis, events } = connector.service.deps;
    const { id } = await connection();
    await open(connector);

    const answer = await connector.sandbox.deliver({ kind: 'uninstall', clientId, storeHash });

    expect(answer.status).to.equal(200);
    expect((await connection()).status).to.equal('uninstalled');
    expect(await connections.accessToken(id)).to.equal(undefined);
    expect(await redis.hgetall(keys.connection(id))).not.to.have.property('accessToken');
    expect(JSON.stringify(await redis.hgetall(keys.connection(id)))).not.to.include('v1.');
    expect(await storeUsers.list(id)).to.deep.equal([]);
    const { owner } = await usersOf(connector);
    const [event] = await events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.uninstalled',
      actor: { kind: 'store_user', id: String(owner.id), email: owner.email },
    });
  });

  it('ends the sessions of everybody who had the app open', async () => {
    const { owner, plain } = await usersOf(connector);
    const pages = [
      await open(connector, { userId: owner.id }),
      await open(connector, { userId: plain.id }),
    ];

    await connector.sandbox.deliver({ kind: 'uninstall', clientId, storeHash });

    for (const { agent, location } of pages)
      expect((await agent.get(location)).status).to.equal(401);
  });

  it('does not let a payload open the app that was issued before', async () => {
    const jwt = await signedPayload(connector);
    await connector.sandbox.deliver({ kind: 'uninstall', clientId, storeHash });

    const answer = await connector.http().get(`/load?signed_payload_jwt=${jwt}`);

    expect(answer.status).to.equal(404);
    expect(answer.headers).not.to.have.property('set-cookie');
  });

  it('tells late news by its time: the token of a newer install is kept', async () => {
    const { connections, events } = connector.service.deps;
    const { id } = await connection();
    const token = await connections.accessToken(id);
    const iat = Math.floor(Date.now() / 1000) - 30;
    const jwt = await signedPayload(connector, { claims: { iat, nbf: iat } });

    const answer = await send(jwt);

    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({ outcome: 'late' });
    expect(await connections.accessToken(id))
      .to.be.a('string')
      .equal(token);
    expect((await events.latest(1))[0]?.kind).to.equal('connection.uninstall_ignored');
  });

  it('counts in the very second of the install', async () => {
    const { installedAt } = await connection();
    const iat = Math.floor((installedAt ?? 0) / 1000);

    const answer = await send(await signedPayload(connector, { claims: { iat, nbf: iat } }));

    expect(answer.body).to.deep.equal({ outcome: 'uninstalled' });
  });

  it('changes nothing for an app that is uninstalled already', async () => {
    await send(await signedPayload(connector));
    const { events } = connector.service.deps;
    const before = [await connection(), await events.latest(10)];

    const answer = await send(await signedPayload(connector));

    expect(answer.body).to.deep.equal({ outcome: 'already' });
    expect([await connection(), await events.latest(10)]).to.deep.equal(before);
  });

  it('never kills the token of a reinstall that happens meanwhile, in 100 interleavings', async () => {
    const { connections, redis } = connector.service.deps;
    const { id } = await connection();
    const outcomes = new Set<string>();
    for (let round = 0; round < 100; round += 1) {
      // The install before was a minute ago, and the uninstall came in between.
      const now = Date.now();
      const before = now - 60_000;
      await redis.hset(keys.connection(id), 'installedAt', before, 'grantedSecond', before / 1000);
      const iat = Math.floor(now / 1000) - 30;
      const late = await signedPayload(connector, { claims: { iat, nbf: iat } });
      const { url } = await consent(connector);

      const uninstalled = afterTurns(round - 20, () => send(late));
      const installed = afterTurns(20 - round, () => connector.http().get(pathOf(url)));

      expect((await installed).status).to.equal(200);
      outcomes.add((await uninstalled).body.outcome);
      const { installs } = await connector.sandbox.state();
      expect((await connection()).status, `round ${round}`).to.equal('connected');
      expect(await connections.accessToken(id), `round ${round}`)
        .to.be.a('string')
        .equal(installs[0]?.token);
    }
    expect([...outcomes].sort()).to.deep.equal(['late', 'uninstalled']);
  });

  it('answers programs that send something else than GET with 405 and does nothing', async () => {
    const jwt = await signedPayload(connector);
    const before = await records(connector);
    for (const method of ['post', 'head', 'put', 'delete'] as const) {
      const answer = await connector.http()[method](`/uninstall?signed_payload_jwt=${jwt}`);
      expect(answer.status, method).to.equal(405);
      expect(answer.headers.allow).to.equal('GET');
    }
    expect(await records(connector)).to.equal(before);
  });
});

/** Starts after so many turns of the event loop; at once when there are none. */
async function afterTurns<T>(turns: number, start: () => PromiseLike<T>): Promise<T> {
  for (let turn = 0; turn < turns; turn += 1) await nextTurn();
  return start();
}
