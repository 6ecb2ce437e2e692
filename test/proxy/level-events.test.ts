import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { apiClient } from '../support/api-client.ts';
import { latestOfConnections } from '../support/event-trail.ts';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { signIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

describe('The events of a connection that BigCommerce slowed down', () => {
  let proxied: Proxied;
  const kinds = ['connection.sped_up', 'connection.slowed_down'];
  const about = () => proxied.connection.id;
  const redis = () => proxied.connector.service.deps.redis;
  const ofLevels = async () => {
    const api = await apiClient(proxied.connector, { permissions: ['events:read'] });
    const { body } = await api.get(`/events?connectionId=${about()}`);
    return body.data as { kind: string; level: number }[];
  };

  before(async () => {
    proxied = await startProxied();
    proxied.upstream.answer((req, res, call) => {
      if (proxied.upstream.calls.length > 1) return answerOk(req, res, call);
      res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': '50' }).end();
    });
    await redis().del(keys.events);
    await proxied.call('/v3/catalog/products');
    await until('it is told', async () => (await ofLevels()).length === 1);
    const [seconds = 0] = await redis().time();
    await redis().hset(keys.slots(about()), 'climbAt', Number(seconds) * 1_000 - 60_000);
    // More at once than there are slots at hand, so that Redis is asked.
    await Promise.all(Array.from({ length: 6 }, () => proxied.call('/v3/catalog/products')));
    await until('it is told', async () => (await ofLevels()).length === 2);
  });
  after(() => proxied.close());

  it('tell the API of both, the newest first', async () => {
    const told = (await ofLevels()).map(({ kind, level }) => [kind, level]);
    expect(told).to.deep.equal([
      ['connection.sped_up', 5],
      ['connection.slowed_down', 1],
    ]);
  });

  it('are pages to be read on from, too', async () => {
    const api = await apiClient(proxied.connector, { permissions: ['events:read'] });
    const first = await api.get(`/events?connectionId=${about()}&limit=1`);
    expect(first.body.data[0].kind).to.equal(kinds[0]);
    const next = await api.get(
      `/events?connectionId=${about()}&limit=1&cursor=${first.body.nextCursor}`,
    );
    expect(next.body.data[0].kind).to.equal(kinds[1]);
  });

  it('stand on the page of events and on the connection’s own', async () => {
    const { agent } = await signIn(proxied.connector, 'viewer');
    for (const path of [
      `/console/events?connection=${about()}`,
      `/console/connections/${about()}`,
    ]) {
      const { text } = await agent.get(path);
      expect(text, path).to.include('asked to slow down').and.include('speeds up again');
    }
  });

  it('take no place in the trail of changes', async () => {
    expect(await latestOfConnections(proxied.connector, 50)).to.deep.equal([]);
  });
});
