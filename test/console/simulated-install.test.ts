import { expect } from 'chai';
import { createSimulatedInstallRecords } from '../../server/callback-tests/simulation/record.ts';
import type { SimulatedInstall } from '../../server/callback-tests/simulation/simulated-install.ts';
import { apiClient, byOperator } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';
import { forgetRecent, simulateInstall } from '../support/simulated-installs.ts';
import { instead, sent, startTunnel, type Tunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

describe('the console’s simulated install', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let front: Tunnel;
  let connector: Connector;
  let builder: SignedInBrowser;
  let viewer: SignedInBrowser;
  /** One of the default iClient that is done. */
  let found: SimulatedInstall;
  before(async () => {
    front = ends.later(await startTunnel(), ({ close }) => close());
    connector = await startConnector({ env: { PUBLIC_URL: `http://${front.host}` } });
    ends.later(connector, ({ close }) => close());
    front.leadTo(connector.service.address);
    builder = await signIn(connector, 'builder');
    viewer = await signIn(connector, 'viewer');
    const { id } = await simulateInstall(connector, await apiClient(connector));
    const install = await connector.service.deps.simulatedInstalls.find('default', id);
    if (!install) throw new Error('No install was simulated.');
    found = install;
  });
  beforeEach(() => {
    front.behave({});
    return forgetRecent(connector);
  });
  after(() => ends.all());

  const callbacksOf = (iclientId: string) => `/console/iclients/${iclientId}/callbacks`;
  /** One more, since each may be simulated only now and then. */
  const addIClient = async (clientId: string): Promise<string> => {
    const clientSecret = 'canary-client-secret-of-one-more-app';
    connector.keepSecret(clientSecret);
    const app = { name: clientId, clientId, accountUuid: undefined, scopes: [], clientSecret };
    return (await connector.service.deps.iclients.create(app, byOperator)).id;
  };
  const begin = async (iclientId = 'default'): Promise<string> => {
    const begun = await builder.postForm(`${callbacksOf(iclientId)}/simulations`);
    expect(begun.status, begun.text).to.equal(303);
    return String(begun.headers.location);
  };
  const donePage = (path: string) =>
    until('the simulated install is done', async () => {
      const page = await builder.agent.get(path);
      return page.text.includes('data-run="done"') ? page.text : undefined;
    });
  const statesIn = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/data-part="([a-z_]+)" data-state="([a-z_]+)"/g)].map(([, step, state]) => [
        step,
        state,
      ]),
    );

  it('is begun by a builder, and says what works and what is not tested', async () => {
    const path = await begin();
    expect(path).to.match(/\/callbacks\/simulations\/si_[0-9a-f]{24}$/);
    const page = await donePage(path);
    expect(page).to.include('The way to here and this service work.');
    expect(page).to.include('Not tested: the client ID, the client secret, and what is registered');
    expect(page).to.include(`href="${callbacksOf('default')}/recorder">Look whether BigCommerce`);
    expect(page, 'no scheme that nobody told').to.include(`<code>GET ${front.host}/auth</code>`);
    expect(Object.values(statesIn(page)).filter((state) => state !== 'ok')).to.deep.equal([]);
    expect(page.match(/Refused, as it must be/g)).to.have.length(6);
    expect(page, 'a refusal that is right is no failure').not.to.match(
      /(badge-check|verdict)-failed/,
    );
    expect(page).to.include('no connection is left behind');
    expect(page, 'nothing to wait for').not.to.include('http-equiv="refresh"');
    expect((await builder.agent.get('/console/connections')).text).not.to.include('simulat');
  });

  it('is read by viewers in their language, who cannot begin one', async () => {
    const { id } = found;
    const overview = callbacksOf('default');
    const { text } = await viewer.agent.get(overview);
    expect(text).to.match(/href="[^"]+\/callbacks\/simulations\/si_[0-9a-f]{24}"/);
    expect(text).not.to.include(`action="${overview}/simulations"`);
    expect((await builder.agent.get(overview)).text).to.include(`action="${overview}/simulations"`);
    await viewer.postForm('/console/language', { language: 'fr' });
    const page = await viewer.agent.get(`${overview}/simulations/${id}`);
    expect(page.text).to.include('Le chemin jusqu’ici et ce service fonctionnent.');
    expect(page.text).to.include('Non testés\u00a0: l’identifiant client, le secret client');
    expect(page.text).not.to.include('Simuler de nouveau');
  });

  it('says from when on the next may begin', async () => {
    const page = await donePage(await begin());
    for (const shown of [page, (await builder.agent.get(callbacksOf('default'))).text])
      expect(shown).to.match(
        /<time datetime="[^"]+">Simulated installs begin ten seconds apart: the next at [^<]+ UTC\.<\/time>/,
      );
    await forgetRecent(connector);
    expect((await builder.agent.get(callbacksOf('default'))).text).not.to.include('begin ten');
  });

  it('loads itself again without a script while it runs, and is begun once', async () => {
    const iclientId = await addIClient('exampleslow');
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    front.behave({ before: () => held });
    const path = await begin(iclientId);
    const page = await until('the first step runs', async () => {
      const { text } = await builder.agent.get(path);
      return text.includes('data-state="running"') ? text : undefined;
    });
    expect(page).to.match(/<noscript><meta http-equiv="refresh" content="2"><\/noscript>/);
    expect(statesIn(page)).to.include({ outcome: 'pending', auth: 'running', load: 'waiting' });
    expect(page).not.to.include('Simulate again');
    expect(await begin(iclientId)).to.equal(path);
    go();
    await donePage(path);
  });

  it('names the first step that failed where a tunnel drops the query, with what to do', async () => {
    front.behave(sent({ path: [/\?.*/, ''] }));
    const page = await donePage(await begin(await addIClient('examplewithoutquery')));
    expect(page).to.include('This failed first: ');
    expect(page).to.include(
      'Our request came in without its query; a code or payload would be lost, too.',
    );
    expect(page).to.include('Have what stands in front of the service keep the query.');
    expect(page).to.include('A parameter missing, repeated or misshapen');
    expect(statesIn(page)).to.include({ outcome: 'failed', auth: 'failed', load: 'not_run' });
    expect(
      page.match(/stands in front of the service keep the query/g),
      'above, and once below',
    ).to.have.length(2);
    expect(page.match(/<details open>/g)).to.have.length(1);
    expect(page, 'nothing ran here').not.to.include('verdict-passed');
  });

  it('says that something else answers where a tunnel leads elsewhere', async () => {
    front.behave(instead(200));
    const page = await donePage(await begin(await addIClient('exampleelsewhere')));
    expect(page).to.include('Something else answered, with status 200');
    expect(page).to.include('Nothing arrived here.');
    expect(statesIn(page)).to.include({ outcome: 'failed', uninstall: 'not_run' });
  });

  it('says when it was given up, and shows nothing as running for ever', async () => {
    const { redis } = connector.service.deps;
    const { steps, ...install } = found;
    const id = `si_${'c'.repeat(24)}`;
    const [first, ...others] = steps.map(({ name, kind }) => {
      return { name, kind, progress: 'waiting' as const, detail: '', checks: [] };
    });
    if (!first) throw new Error('It has no steps.');
    await createSimulatedInstallRecords({ redis }).begin({
      ...install,
      id,
      steps: [{ ...first, progress: 'running' }, ...others],
    });
    const { text } = await builder.agent.get(`${callbacksOf('default')}/simulations/${id}`);
    expect(text).to.include('The simulated install was not finished.');
    expect(text.match(/data-state="not_run"/g)).to.have.length(10);
    expect(text).not.to.include('badge-running');
  });

  it('refuses fields, and ids that are not there or another iClient’s', async () => {
    const iclientId = await addIClient('exampleunknown');
    const refused = await builder.postForm(`${callbacksOf(iclientId)}/simulations`, {
      url: 'http://169.254.169.254/',
    });
    expect(refused.status).to.equal(400);
    for (const id of [`si_${'0'.repeat(24)}`, 'si_', found.id]) {
      const gone = await builder.agent.get(`${callbacksOf(iclientId)}/simulations/${id}`);
      expect(gone.status).to.equal(404);
    }
  });
});
