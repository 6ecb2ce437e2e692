import { expect } from 'chai';
import { type ChaosProxy, startChaosProxy } from '../support/chaos-proxy.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { expectWholeRecord } from '../support/install-record.ts';
import { consent, install, open, pathOf } from '../support/journeys.ts';
import { readiness, untilReady } from '../support/readiness.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const ends = collectEnds();
let server: RedisServer;
let proxy: ChaosProxy;
let connector: Connector;

async function start(): Promise<void> {
  server = ends.later(await startRedisServer(), ({ remove }) => remove());
  proxy = ends.later(await startChaosProxy(server.port), ({ close }) => close());
}

async function connect(url: string): Promise<void> {
  connector = ends.later(await startConnector({ env: { REDIS_URL: url } }), ({ close }) => close());
}

/** Asks for a page as a browser and as a program, and expects the failure soon. */
async function expectUnavailable(): Promise<void> {
  const { url } = await consent(connector);
  const start = performance.now();
  const [page, problem, ready] = await Promise.all([
    connector.http().get(pathOf(url)).set('Accept', 'text/html'),
    connector.http().get(pathOf(url)).set('Accept', 'application/json'),
    readiness(connector),
  ]);
  expect(performance.now() - start, 'milliseconds').to.be.lessThan(3_000);
  expect(page.status, page.text).to.equal(503);
  expect(page.type).to.equal('text/html');
  expect(page.text)
    .to.include('The app is temporarily unavailable')
    .and.to.include('install it again');
  expect(problem.status).to.equal(503);
  expect(problem.type).to.equal('application/problem+json');
  expect(problem.body).to.include({ code: 'storage_unavailable', status: 503 });
  expect(ready.status).to.equal(503);
  expect(ready.problems.join()).to.include('Redis does not answer');
  expect((await connector.http().get('/healthz')).status).to.equal(200);
}

async function expectServing(): Promise<void> {
  await untilReady(connector);
  const answer = await install(connector);
  expect(answer.status, answer.text).to.equal(200);
}

describe('a Redis that is away', () => {
  beforeEach(start);
  afterEach(() => ends.all());

  it('at the start: says which one, without its password, and serves as soon as it is there', async () => {
    proxy.refuse();
    const withPassword = proxy.url.replace('//', '//someone:canary-redis-password@');
    await server.say('ACL SETUSER someone on >canary-redis-password ~* &* +@all');
    await connect(`${withPassword}/0`);
    connector.keepSecret('canary-redis-password');

    await expectUnavailable();
    expect(connector.logged()).to.include(`Redis at ${proxy.url}/0 cannot be reached`);

    proxy.heal();
    await expectServing();
  });

  it('that is killed while the service runs: fails soon, and serves again by itself when it is back', async () => {
    await connect(server.url);
    await expectServing();

    await server.kill();
    await expectUnavailable();
    const start = performance.now();
    expect((await open(connector)).answer.status).to.equal(503);
    expect(performance.now() - start, 'milliseconds').to.be.lessThan(700);

    await server.start();
    await expectServing();
    expect((await open(connector)).answer.status, 'a load').to.equal(303);
  });

  for (const how of ['refuses', 'closes'] as const) {
    it(`is told in each outage, and not again each time that it ${how} the connection`, async () => {
      await connect(how === 'refuses' ? server.url : proxy.url);
      const { redis } = connector.service.deps;
      for (const outages of [1, 2]) {
        await untilReady(connector);
        let tries = 0;
        redis.on('reconnecting', () => {
          tries += 1;
        });
        await server.kill();
        await until('it was tried again some times', () => tries > 4);
        await server.start();
        await untilReady(connector);
        // At most: that the connection was closed, and why there is no new one.
        const told = connector.logged().match(/cannot be reached/g) ?? [];
        expect(told.length).to.be.within(outages, 2 * outages);
      }
    });
  }

  it('while BigCommerce is asked for the token: saves the install when it is back within seconds', async () => {
    await connect(server.url);
    await untilReady(connector);
    await connector.sandbox.faults({ token: 'slow', delayMs: 300 });
    const installing = install(connector);
    await until('the token is asked for', async () => {
      return (await connector.sandbox.state()).requests.token > 0;
    });
    await server.kill();
    await until('the token is given', async () => {
      return (await connector.sandbox.state()).installs[0]?.token;
    });
    await server.start();
    const answer = await installing;
    expect(answer.status, answer.text).to.equal(200);
    await expectWholeRecord(connector);
  });
});

describe('a Redis that hangs', () => {
  beforeEach(async () => {
    await start();
    await connect(proxy.url);
    await expectServing();
  });
  afterEach(() => ends.all());

  it('with its clients paused: fails soon, and serves again when they may go on', async () => {
    await server.say('CLIENT PAUSE 4000 ALL');
    await expectUnavailable();
    await expectServing();
  });

  it('with its writes paused: refuses an install soon, and takes it when writes go on', async () => {
    await server.say('CLIENT PAUSE 60000 WRITE');
    const start = performance.now();
    const answer = await install(connector);
    expect(performance.now() - start, 'milliseconds').to.be.lessThan(3_000);
    expect(answer.status, answer.text).to.equal(503);
    await server.say('CLIENT UNPAUSE');
    await expectServing();
  });

  it('with its process stopped: fails soon, and serves again when it goes on', async () => {
    server.pause();
    await expectUnavailable();
    server.resume();
    await expectServing();
  });

  it('behind a connection that stays silent for ever: gives it up and makes another', async () => {
    proxy.freeze();
    await expectUnavailable();
    await expectServing();
  });
});
