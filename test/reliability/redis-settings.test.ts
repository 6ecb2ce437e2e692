import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { readiness, untilReady } from '../support/readiness.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

describe('a Redis whose settings may lose tokens', () => {
  const ends = collectEnds();
  afterEach(() => ends.all());

  async function connectTo(settings: string[]): Promise<Connector> {
    const server = ends.later(await startRedisServer(settings), ({ remove }) => remove());
    const env = { REDIS_URL: server.url };
    return ends.later(await startConnector({ env }), (connector) => connector.close());
  }

  async function expectNotReady(connector: Connector, problem: string): Promise<void> {
    await until('the service says why it is not ready', async () => {
      const { status, problems } = await readiness(connector);
      expect(status).to.equal(503);
      return problems.length === 1 && problems[0]?.includes(problem);
    });
    await until('the log says so too', () => connector.logged().includes(problem));
  }

  it('by eviction: is not ready, and says which setting to change', async () => {
    const connector = await connectTo(['--maxmemory-policy', 'allkeys-lru']);
    await expectNotReady(connector, 'set maxmemory-policy noeviction (now allkeys-lru)');
  });

  it('by keeping nothing on disk: is not ready, and says which setting to change', async () => {
    const connector = await connectTo(['--appendonly', 'no']);
    await expectNotReady(connector, 'a restart loses every token: set appendonly yes');
  });

  it('only with bad luck: is ready and warns, in /readyz and at its start', async () => {
    const snapshots = ['--appendonly', 'no', '--save', '3600 1'];
    const connector = await connectTo([...snapshots, '--maxmemory-policy', 'volatile-ttl']);
    await untilReady(connector);
    const { warnings } = await readiness(connector);
    const expected = ['now volatile-ttl', 'the last minutes can be lost'];
    expect(warnings).to.have.length(2);
    for (const [at, words] of expected.entries()) expect(warnings[at]).to.include(words);
    for (const warning of warnings)
      await until('the log warns', () => connector.logged().includes(warning));
  });

  it('not at all: is ready without a word', async () => {
    const connector = await connectTo([]);
    await untilReady(connector);
    const { problems, warnings } = await readiness(connector);
    expect({ problems, warnings }).to.deep.equal({ problems: [], warnings: [] });
  });
});
