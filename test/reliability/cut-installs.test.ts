import { expect } from 'chai';
import type { Response } from 'supertest';
import { type ChaosProxy, type Loss, startChaosProxy } from '../support/chaos-proxy.ts';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { expectWholeRecord, isRecorded } from '../support/install-record.ts';
import { consent, install, pathOf } from '../support/journeys.ts';
import { untilReady } from '../support/readiness.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

const enough = 40;

describe('an install during which the connection to Redis is cut', () => {
  const ends = collectEnds();
  let server: RedisServer;
  let proxy: ChaosProxy;
  let connector: Connector;

  before(async () => {
    server = ends.later(await startRedisServer(), ({ remove }) => remove());
    proxy = ends.later(await startChaosProxy(server.port), ({ close }) => close());
    const env = { REDIS_URL: proxy.url };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    await untilReady(connector);
    await install(connector);
  });
  after(() => ends.all());

  beforeEach(startAnew);

  /** Back to a service on which nothing was ever installed. */
  async function startAnew(): Promise<void> {
    proxy.heal();
    await untilReady(connector);
    const { redis, iclients, config } = connector.service.deps;
    await redis.flushall();
    if (config.defaultIClient) await iclients.saveDefault(config.defaultIClient);
  }

  /** Installs with the cut at each command in turn, until an install is through before its cut comes. */
  async function atEveryCommand(
    loss: Loss,
    path: string,
    check: (answer: Response, recorded: boolean, command: number) => void,
  ): Promise<void> {
    for (let command = 0; command < enough; command += 1) {
      await startAnew();
      const { url } = await consent(connector);
      proxy.cutAfter(command, loss);
      const answer = await connector.http().get(`${pathOf(url)}${path}`);
      const through = proxy.isCutDue();
      proxy.heal();
      await untilReady(connector);
      check(answer, await isRecorded(connector), command);

      const again = await install(connector);
      expect(again.status, `the install after command ${command}: ${again.text}`).to.equal(200);
      await expectWholeRecord(connector);
      if (through) {
        expect(command, 'commands of an install').to.be.greaterThan(5);
        return;
      }
    }
    expect.fail(`An install took more than ${enough} commands.`);
  }

  for (const loss of ['request', 'answer'] as const) {
    it(`leaves a whole record or none, and a page that says which (the ${loss} is lost)`, async () => {
      const seen = new Set<number>();
      await atEveryCommand(loss, '', (answer, recorded, command) => {
        seen.add(answer.status);
        expect(answer.type).to.equal('text/html');
        if (answer.status === 200) {
          expect(answer.text).to.include('The app is installed');
          expect(recorded, `recorded, command ${command}`).to.equal(true);
        } else {
          expect(answer.status, answer.text).to.equal(503);
          expect(answer.text).to.match(/install (it|the app) again/);
        }
      });
      expect([...seen]).to.have.members([200, 503]);
    });

    it(`from an external button ends on BigCommerce's page that says which (the ${loss} is lost)`, async () => {
      const result = `${connector.sandbox.url}/app/${clientId}/install`;
      const seen = new Set<string>();
      await atEveryCommand(loss, '&external_install=true', (answer, recorded, command) => {
        const location = answer.headers.location ?? answer.text;
        seen.add(location);
        expect(answer.status, answer.text).to.equal(302);
        if (location === `${result}/succeeded`)
          expect(recorded, `recorded, command ${command}`).to.equal(true);
      });
      expect([...seen]).to.have.members([`${result}/succeeded`, `${result}/failed`]);
    });
  }
});
