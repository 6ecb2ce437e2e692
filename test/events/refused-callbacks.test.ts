import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, signedPayload, storeHash, usersOf } from '../support/journeys.ts';
import { until } from '../support/until.ts';

describe('a refused callback', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const refusals = async (count: number) => {
    const { redis, events } = connector.service.deps;
    await until(`${count} refusals`, async () => (await redis.xlen(keys.refusals)) >= count);
    return (await events.page({ kinds: ['callback.refused'] }, { limit: 10 })).events;
  };

  it('is an event with the reason, its iClient and nobody as its actor', async () => {
    await connector.http().get('/load?signed_payload_jwt=rubbish');
    await refusals(1);
    await connector.http().get('/auth?code=rubbish');
    await refusals(2);
    await connector.http().get('/bigcommerce/nobodys/uninstall');

    const [third, second, first] = await refusals(3);
    const common = { kind: 'callback.refused', actor: { kind: 'unknown' } };
    expect(first).to.deep.include({ ...common, reason: 'payload_invalid', iclientId: 'default' });
    expect(second).to.deep.include({ ...common, reason: 'parameter_invalid' });
    expect(second).to.have.property('iclientId', 'default');
    expect(third).to.deep.include({ ...common, reason: 'app_unknown' });
    expect(third).not.to.have.property('iclientId');
    expect(first?.address).to.match(/127\.0\.0\.1|::1/);
  });

  it('names the user and the store once the payload was verified', async () => {
    const { owner } = await usersOf(connector);
    await connector.http().get(`/load?signed_payload_jwt=${await signedPayload(connector)}`);

    const [event] = await refusals(1);
    expect(event).to.deep.include({
      reason: 'app_not_installed',
      actor: { kind: 'store_user', id: String(owner.id), email: owner.email },
      storeHash,
    });
  });

  it('of an external install is an event too', async () => {
    const answer = await connector.http().get('/auth?external_install&code=rubbish');
    expect(answer.status).to.equal(302);
    expect((await refusals(1))[0]?.reason).to.equal('parameter_invalid');
  });

  it('gets the same answer when it cannot be kept', async () => {
    await install(connector);
    await connector.service.deps.redis.set(keys.refusals, 'not a stream');
    const answer = await connector.http().get('/load?signed_payload_jwt=rubbish');
    expect(answer.status).to.equal(401);
    await until('it is logged', async () =>
      connector.logged().includes('A refused callback is not among the events.'),
    );
    await connector.service.deps.redis.del(keys.refusals);
  });

  it('that only repeats another one is an event, too', async () => {
    await install(connector);
    const { owner } = await usersOf(connector);
    const { redis, events, connections } = connector.service.deps;
    const { id = '' } = (await connections.findByStore('default', storeHash)) ?? {};
    const send = async (path: string) => {
      const jwt = await signedPayload(connector, { userId: owner.id });
      return () => connector.http().get(`${path}?signed_payload_jwt=${jwt}`);
    };
    const outcomes: string[] = [];
    for (const path of ['/remove_user', '/uninstall']) {
      const once = await send(path);
      const again = await send(path);
      for (const sending of [once, once, again]) outcomes.push((await sending()).body.outcome);
    }
    const once = ['removed', 'used', 'unknown'];
    expect(outcomes).to.deep.equal([...once, 'uninstalled', 'used', 'already']);

    await until('all are kept', async () => (await redis.xlen(keys.refusals)) === 4);
    const found = await events.page({ connectionId: id }, { limit: 10 });
    const kinds = found.events.map(({ kind }) => kind).reverse();
    const [uninstall, removal] = ['connection.uninstall_repeated', 'store_user.removal_repeated'];
    expect(kinds.slice(-6)).to.deep.equal([
      ...['store_user.removed', removal, removal],
      ...['connection.uninstalled', uninstall, uninstall],
    ]);
    expect(found.events[0]?.actor).to.deep.equal({
      kind: 'store_user',
      id: String(owner.id),
      email: owner.email,
    });
  });

  it('with another method is no event', async () => {
    await connector.http().post('/load');
    await connector.http().get('/load');
    expect((await refusals(1)).map(({ reason }) => reason)).to.deep.equal(['payload_missing']);
  });
});
