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

  it('with another method is no event', async () => {
    await connector.http().post('/load');
    await connector.http().get('/load');
    expect((await refusals(1)).map(({ reason }) => reason)).to.deep.equal(['payload_missing']);
  });
});
