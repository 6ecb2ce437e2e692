import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { readiness, untilReady } from '../support/readiness.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

describe('health', () => {
  const ends = collectEnds();
  let connector: Connector;
  before(async () => {
    const server = ends.later(await startRedisServer(), ({ remove }) => remove());
    const env = { REDIS_URL: server.url };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    await untilReady(connector);
  });
  after(() => ends.all());

  it('/healthz says that the process lives, in JSON that nobody keeps', async () => {
    const answer = await connector.http().get('/healthz').set('Accept', 'text/html');
    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({ status: 'alive' });
    expect(answer.headers['cache-control']).to.equal('no-store');
  });

  it('/readyz says that the service can serve, in JSON that nobody keeps', async () => {
    const answer = await connector.http().get('/readyz').set('Accept', 'text/html');
    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({ status: 'ready', problems: [], warnings: [] });
    expect(answer.headers['cache-control']).to.equal('no-store');
  });

  it('answers HEAD as GET, and starts no session', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const answer = await connector.http().head(path);
      expect(answer.status).to.equal(200);
      expect(answer.headers).not.to.have.property('set-cookie');
    }
  });

  it('tells programs of a wrong path or method in JSON', async () => {
    const answer = await connector.http().post('/healthz');
    expect(answer.status).to.equal(404);
    expect(answer.type).to.equal('application/problem+json');
  });

  it('says that it is not ready from the moment when it is asked to stop', async () => {
    connector.service.deps.readiness.startStopping();
    const answer = await connector.http().get('/readyz');
    expect(answer.status).to.equal(503);
    expect(answer.body).to.deep.equal({
      status: 'not ready',
      problems: ['The service is stopping.'],
      warnings: [],
    });
    expect((await connector.http().get('/healthz')).status).to.equal(200);
  });
});

describe('readiness', () => {
  it('waits for the app of the configuration to be saved', async () => {
    const ends = collectEnds();
    try {
      const server = ends.later(
        await startRedisServer(['--min-replicas-to-write', '1']),
        ({ remove }) => remove(),
      );
      const env = { REDIS_URL: server.url };
      const connector = ends.later(await startConnector({ env }), ({ close }) => close());
      await until('that is all that it waits for', async () => {
        const { status, problems } = await readiness(connector);
        expect(status).to.equal(503);
        return problems.join() === 'The default iClient is not saved yet.';
      });

      await server.say('CONFIG SET min-replicas-to-write 0');
      await untilReady(connector);
    } finally {
      await ends.all();
    }
  });
});
