import { expect } from 'chai';
import { loadConfig } from '../../config/index.ts';
import { agreed, pendingConnection, start } from '../authorize/start.ts';
import { type ApiClient, apiClient, errorsOf } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent } from '../support/journeys.ts';
import { addSecondApp, second } from '../support/second-app.ts';
import { signIn } from '../support/sign-in.ts';
import { playInstall, simulationUnderWay } from '../support/simulated-installs.ts';

describe('the test client of a simulated install', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  before(async () => {
    connector = await startConnector();
    await addSecondApp(connector);
    api = await apiClient(connector);
  });
  after(() => connector.close());

  const sentToBigCommerce = async () => (await connector.sandbox.requests()).length;
  /** The error code with which an uninstall callback is refused. */
  const refusalAt = async (path: string) => {
    const { body } = await connector.http().get(path);
    return body.code as string | undefined;
  };
  /** While the simulation is there, and its app is installed. */
  const during = async (look: (simulation: string) => Promise<void>) => {
    let looked = false;
    await playInstall(connector, async ({ name }) => {
      if (name !== 'remove_user') return;
      await look(await simulationUnderWay(connector));
      looked = true;
    });
    expect(looked).to.equal(true);
  };

  it('is found by the path of its own iClient alone', async () => {
    await during(async (simulation) => {
      const query = `signed_payload_jwt=none&simulation=${simulation}`;
      expect(await refusalAt(`/uninstall?${query}`), 'its own').to.equal('payload_invalid');
      for (const path of [second.uninstall, '/bigcommerce/other/uninstall'])
        expect(await refusalAt(`${path}?${query}`), path).to.equal('app_unknown');
    });
  });

  it('is gone afterwards, and nobody else answers for it', async () => {
    let simulation = '';
    await during(async (found) => {
      simulation = found;
    });
    expect(simulation).to.match(/^[0-9a-f]{24}$/);
    for (const name of [simulation, '0'.repeat(24)])
      expect(await refusalAt(`/uninstall?signed_payload_jwt=none&simulation=${name}`)).to.equal(
        'app_unknown',
      );
  });

  it('is named once, and in its own form: any other says nothing to a callback', async () => {
    const jwt = await connector.sandbox.payload({
      clientId: 'exampleclientid',
      storeHash: 'snowboots',
    });
    await during(async (simulation) => {
      const twice = `simulation=${simulation}&simulation=${simulation}`;
      for (const wrong of [twice, `simulation[]=${simulation}`])
        expect(await refusalAt(`/uninstall?signed_payload_jwt=${jwt}&${wrong}`), wrong).to.equal(
          'parameter_invalid',
        );
      for (const form of [simulation.toUpperCase(), `${simulation}0`, 'default', ''])
        expect(await refusalAt(`/uninstall?signed_payload_jwt=${jwt}&simulation=${form}`)).to.equal(
          'app_not_installed',
        );
    });
  });

  it('takes nobody’s authorization, by its state or in its browser', async () => {
    const browser = await signIn(connector, 'builder');
    const connection = await pendingConnection(connector);
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const path = await agreed(connector, undefined);
    const before = await sentToBigCommerce();
    await during(async (simulation) => {
      for (const more of [`&state=${state}`, ''])
        expect(
          (await browser.agent.get(`${path}${more}&simulation=${simulation}`)).status,
        ).to.be.greaterThan(399);
    });
    expect((await browser.agent.get(statusUrl)).body).to.include({ status: 'waiting' });
    expect(await sentToBigCommerce()).to.equal(before);
    expect((await browser.agent.get(`${path}&state=${state}`)).status).to.equal(200);
  });

  it('exchanges no code that BigCommerce gave', async () => {
    const { code, scope, context } = await consent(connector);
    const before = await sentToBigCommerce();
    await during(async (simulation) => {
      const query = new URLSearchParams({ code, scope, context, simulation });
      expect((await connector.http().get(`/auth?${query}`)).status).to.equal(400);
    });
    expect(await sentToBigCommerce()).to.equal(before);
  });

  it('cannot be met by an app that calls itself one', async () => {
    const clientId = `simulation-${'0'.repeat(32)}`;
    const draft = {
      name: 'Third app',
      clientId,
      clientSecret: 'canary-client-secret-of-the-third-app',
      scopes: [],
    };
    for (const answer of [
      await api.post('/iclients', draft),
      await api.patch(`/iclients/${second.iclientId}`, { clientId }),
    ]) {
      expect(answer.status).to.equal(400);
      expect(errorsOf(answer).clientId).to.include('“simulation-”');
    }
    const { agent, postForm } = await signIn(connector, 'admin');
    const { scopes: _, ...form } = { ...draft, accountUuid: '' };
    const page = await postForm('/console/iclients', form);
    expect(page.status, page.text).to.equal(422);
    expect(page.text).to.include(
      'those that begin with “simulation-” belong to simulated installs',
    );
    expect((await agent.get('/console/iclients')).text).not.to.include('Third app');
    const env = { BIGCOMMERCE_CLIENT_ID: clientId, BIGCOMMERCE_CLIENT_SECRET: draft.clientSecret };
    expect(() => loadConfig(env)).to.throw(/BIGCOMMERCE_CLIENT_ID begins with "simulation-"/);
  });

  it('cannot be met by a token that looks like its own', async () => {
    const before = await sentToBigCommerce();
    const credentials = { accessToken: `simulated-token-${'0'.repeat(32)}` };
    const store = 'simulated01234567';
    const account = { kind: 'api_account', name: 'Typed', store, credentials };
    const refused = await api.post('/connections', account);
    expect(refused.status, refused.text).to.equal(422);
    expect(refused.text).to.include('token_refused');
    const tested = await api.post('/connections/test', { store, credentials });
    expect(tested.body).to.include({ outcome: 'refused' });
    expect(await sentToBigCommerce()).to.equal(before);
  });
});
