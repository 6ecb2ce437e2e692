import { expect } from 'chai';
import type { Response } from 'supertest';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { expectNoRecord, expectWholeRecord } from '../support/install-record.ts';
import { consent, install, pathOf, storeHash } from '../support/journeys.ts';
import { until } from '../support/until.ts';

const atOnce = ['500', 'html', 'reset', 'redirect', 'huge', 'rate_limited', 'unauthorized'];
const never = ['hang', 'drip'];

describe('an install while the store profile cannot be read', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  async function expectInstalledWithoutProfile(answer: Response): Promise<void> {
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.text).to.include('The app is installed').and.not.to.include('Snow Boots Co');
    const id = await expectWholeRecord(connector);
    expect((await connector.service.deps.connections.find(id))?.store).to.equal(undefined);
    expect((await connector.sandbox.state()).redirectTargetReached).to.equal(0);
  }

  for (const fault of atOnce) {
    it(`succeeds without the store's name (the API host: ${fault})`, async () => {
      await connector.sandbox.faults({ api: fault });
      const start = performance.now();
      const answer = await install(connector);
      expect(performance.now() - start, 'milliseconds').to.be.lessThan(4_000);
      await expectInstalledWithoutProfile(answer);
    });
  }

  for (const fault of never) {
    it(`waits a few seconds for it and no more (the API host: ${fault})`, async () => {
      await connector.sandbox.faults({ api: fault });
      const start = performance.now();
      const answer = await install(connector);
      expect(performance.now() - start, 'milliseconds').to.be.within(3_500, 6_000);
      await expectInstalledWithoutProfile(answer);
    });
  }

  it('learns the name at the next install', async () => {
    await connector.sandbox.faults({ api: '500' });
    await install(connector);
    await connector.sandbox.faults({ api: 'none' });
    expect((await install(connector)).text).to.include('Snow Boots Co');
  });
});

describe('an install from an external button while BigCommerce gives no token', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const arrive = async () => {
    const { url } = await consent(connector);
    return connector.http().get(`${pathOf(url)}&external_install=true`);
  };

  for (const fault of ['500', 'html', 'reset', 'huge', 'used_code', 'wrong_context']) {
    it(`ends on BigCommerce's failure page (the token endpoint: ${fault})`, async () => {
      await connector.sandbox.faults({ token: fault });
      const answer = await arrive();
      expect(answer.status, answer.text).to.equal(302);
      expect(answer.headers.location).to.equal(
        `${connector.sandbox.url}/app/${clientId}/install/failed`,
      );
      await expectNoRecord(connector);
    });
  }

  it('leaves others alone: another store installs while one waits', async () => {
    const { token: asked } = (await connector.sandbox.state()).requests;
    await connector.sandbox.faults({ token: 'hang' });
    let waiting = true;
    const first = arrive().finally(() => {
      waiting = false;
    });
    await until('the token is asked for', async () => {
      return (await connector.sandbox.state()).requests.token > asked;
    });
    await connector.sandbox.faults({ token: 'none' });
    expect((await install(connector, { storeHash: 'bottesneige' })).status).to.equal(200);
    expect(waiting).to.equal(true);
    expect((await first).headers.location).to.match(/\/install\/failed$/);
    const { connections } = connector.service.deps;
    expect(await connections.findByStore('default', storeHash)).to.equal(undefined);
  });
});
