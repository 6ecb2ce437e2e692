import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { expectNoRecord, expectWholeRecord } from '../support/install-record.ts';
import { install, open } from '../support/journeys.ts';
import { untilReady } from '../support/readiness.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

describe('a Redis that takes no more writes', () => {
  const ends = collectEnds();
  let server: RedisServer;
  let connector: Connector;

  beforeEach(async () => {
    server = ends.later(await startRedisServer(), ({ remove }) => remove());
    const env = { REDIS_URL: server.url };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    await untilReady(connector);
  });
  afterEach(() => ends.all());

  for (const [lack, broken, mended] of [
    ['memory', 'CONFIG SET maxmemory 1', 'CONFIG SET maxmemory 0'],
    ['replicas', 'CONFIG SET min-replicas-to-write 1', 'CONFIG SET min-replicas-to-write 0'],
  ] as const) {
    it(`for lack of ${lack}: still shows the pages of those who are in`, async () => {
      await install(connector);
      const { agent, location } = await open(connector);
      await server.say(broken);

      const page = await agent.get(location);
      expect(page.status, page.text).to.equal(200);
      expect(page.text).to.include('Snow Boots Co');
      expect((await open(connector)).answer.status, 'a load, which writes').to.equal(503);
    });

    it(`for lack of ${lack}: refuses an install, saves nothing of it, and recovers`, async () => {
      await server.say(broken);
      const answer = await install(connector);
      expect(answer.status, answer.text).to.equal(503);
      expect(answer.text).to.include('The app is temporarily unavailable');
      await expectNoRecord(connector);

      await server.say(mended);
      const again = await install(connector);
      expect(again.status, again.text).to.equal(200);
      await expectWholeRecord(connector);
    });
  }
});
