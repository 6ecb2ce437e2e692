import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { type Connector, makeDataDir, startConnector } from '../support/connector.ts';
import { latestOfConnections } from '../support/event-trail.ts';
import { consent, pathOf, storeHash } from '../support/journeys.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const times = 20;

describe('the same auth callback arriving 20 times at once', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await connector.sandbox.faults({ token: 'slow', delayMs: 300 });
  });
  afterEach(() => connector.close());

  const arriveAtOnce = async () => {
    const { url } = await consent(connector);
    return Promise.all(Array.from({ length: times }, () => connector.http().get(pathOf(url))));
  };

  it('exchanges the code once and shows the installed page every time', async () => {
    const answers = await arriveAtOnce();

    expect(answers.map(({ status }) => status)).to.deep.equal(Array(times).fill(200));
    for (const { text } of answers) expect(text).to.include('The app is installed');
    const { requests, installs } = await connector.sandbox.state();
    expect(requests.token).to.equal(1);
    const { connections } = connector.service.deps;
    const connection = await connections.findByStore('default', storeHash);
    expect(await connections.accessToken(connection?.id ?? '')).to.equal(installs[0]?.token);
    expect(await latestOfConnections(connector, 10)).to.have.length(1);
  });

  it('shows every one of them the same failure when the code is refused', async () => {
    await connector.sandbox.faults({ token: 'used_code' });

    const answers = await arriveAtOnce();

    expect(answers.map(({ status }) => status)).to.deep.equal(Array(times).fill(400));
    expect((await connector.sandbox.state()).requests.token).to.equal(1);
  });

  it('shows the installed page again to a browser that reloads it', async () => {
    const { url } = await consent(connector);
    await connector.http().get(pathOf(url));

    const again = await connector.http().get(pathOf(url));

    expect(again.status).to.equal(200);
    expect((await connector.sandbox.state()).requests.token).to.equal(1);
    expect(await latestOfConnections(connector, 10)).to.have.length(1);
  });
});

describe('the same auth callback arriving at two processes that share a Redis', () => {
  let redis: RedisServer;
  let dataDir: string;
  const processes: Connector[] = [];
  before(async () => {
    redis = await startRedisServer();
    dataDir = await makeDataDir();
    const one = await startConnector({ dataDir, env: { REDIS_URL: redis.url } });
    processes.push(one);
    const env = { REDIS_URL: redis.url, PUBLIC_URL: one.publicUrl };
    processes.push(await startConnector({ dataDir, env, sandbox: one.sandbox }));
    for (const { http } of processes)
      await until('it is ready', async () => (await http().get('/readyz')).status === 200);
  });
  after(async () => {
    for (const connector of processes.reverse()) await connector.close();
    await redis?.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is exchanged by one of them, and both show the installed page', async () => {
    const [one, other] = processes;
    if (!one || !other) throw new Error('Two processes were to be started.');
    await one.sandbox.faults({ token: 'slow', delayMs: 300 });
    const { url } = await consent(one);

    const answers = await Promise.all(
      Array.from({ length: times }, (_, turn) =>
        (turn % 2 === 0 ? one : other).http().get(pathOf(url)),
      ),
    );

    expect(answers.map(({ status }) => status)).to.deep.equal(Array(times).fill(200));
    expect((await one.sandbox.state()).requests.token).to.equal(1);
    expect(await latestOfConnections(other, 10)).to.have.length(1);
  });
});
