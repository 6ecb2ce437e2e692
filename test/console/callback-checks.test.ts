import { expect } from 'chai';
import { createCallbackCheckRecords } from '../../server/callback-tests/checks/record.ts';
import { apiClient, byOperator } from '../support/api-client.ts';
import { checkCallbacks, letNextCheckBegin } from '../support/callback-checks.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

const overview = '/console/iclients/default/callbacks';

describe('the console’s checks of callback URLs', () => {
  let connector: Connector;
  let builder: SignedInBrowser;
  let viewer: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    builder = await signIn(connector, 'builder');
    viewer = await signIn(connector, 'viewer');
  });
  beforeEach(() => letNextCheckBegin(connector));
  after(() => connector.close());

  const whitelist = (...entries: string[]) =>
    connector.service.deps.iclients.change('default', { whitelist: entries }, byOperator);
  /** The page of a check, once it is done. */
  const donePage = (path: string) =>
    until('the check is done', async () => {
      const page = await builder.agent.get(path);
      return page.text.includes('Check again') ? page : undefined;
    });

  it('are begun by a builder, whose page loads itself again until they are done', async () => {
    const begun = await builder.postForm(`${overview}/checks`);
    expect(begun.status, begun.text).to.equal(303);
    const path = String(begun.headers.location);
    expect(path).to.match(/\/callbacks\/checks\/cc_[0-9a-f]{24}$/);
    const first = await builder.agent.get(path);
    if (first.text.includes('The checks are under way'))
      expect(first.text).to.match(/<noscript><meta http-equiv="refresh" content="2"><\/noscript>/);

    const done = await donePage(path);
    expect(done.text).not.to.include('http-equiv="refresh"');
    expect(done.text).to.include('The callback URLs work, with warnings');
    for (const kind of ['auth', 'load', 'uninstall', 'remove_user'])
      expect(done.text).to.include(`data-target="${connector.publicUrl}/${kind}"`);
    expect(done.text).to.include('data-check="round_trip" data-reason="came_back"');
    const shared = /This will do to try things out on one machine/g;
    expect(done.text.match(shared), 'what four URLs need').to.have.length(1);
    expect((await builder.agent.get(overview)).text.match(shared)).to.have.length(1);
    expect(done.text, 'the cause by its name').to.include(
      '<summary>On this machine only</summary>',
    );
  });

  it('show what failed, with what to do about it', async () => {
    await whitelist('https://10.20.30.40/auth', 'https://callbacks.invalid/auth');
    const { headers } = await builder.postForm(`${overview}/checks`);
    const { text } = await donePage(String(headers.location));
    expect(text).to.include('The callback URLs work, but not every whitelist entry');
    expect(text).to.include('These did: https://10.20.30.40/auth, https://callbacks.invalid/auth<');
    expect(text).not.to.include('Callbacks cannot arrive as they are');
    expect(text).to.include('data-check="public_name" data-reason="private_address"');
    expect(text).to.include('have its host put on CALLBACK_CHECK_HOSTS');
    expect(text).to.match(/data-check="dns" data-reason="(name_unknown|lookup_failed)"/);
    const inOrder = (pattern: RegExp, of: string) => [...of.matchAll(pattern)].map(([, it]) => it);
    expect(inOrder(/data-target="([^"]*)"/g, text).slice(0, 3), 'what failed first').to.deep.equal([
      'https://10.20.30.40/auth',
      'https://callbacks.invalid/auth',
      `${connector.publicUrl}/auth`,
    ]);
    const [, firstTarget = ''] = text.split('<section class="panel" data-target');
    expect(inOrder(/class="check check-(\w+)"/g, firstTarget).slice(0, 2)).to.deep.equal([
      'failed',
      'ok',
    ]);
    await whitelist();
  });

  it('show on the overview what decided about each URL, and which tool helps when', async () => {
    await whitelist('https://10.20.30.40/auth');
    const stateOf = (text: string, url: string) =>
      text.split(`data-url="${url}"`)[1]?.split('</dd>')[0] ?? '';
    const before = (await viewer.agent.get(overview)).text;
    expect(before).to.include('keeps loading and nothing happens (spins forever)?');
    await checkCallbacks(await apiClient(connector));
    const { text } = await viewer.agent.get(overview);
    const further = stateOf(text, 'https://10.20.30.40/auth');
    expect(further).to.include('badge-check-failed').and.include('It is at a private address');
    expect(further).to.include('CALLBACK_CHECK_HOSTS');
    const uninstall = stateOf(text, `${connector.publicUrl}/uninstall`);
    expect(uninstall).to.include('It is http, which is possible');
    expect(text).to.match(/Uninstall[^<]*<span class="badge badge-check-warning"/);
    await whitelist('https://10.20.30.40/auth', 'https://other.example/auth');
    const added = stateOf((await viewer.agent.get(overview)).text, 'https://other.example/auth');
    expect(added).to.include('Not checked yet');
    await whitelist();
  });

  it('begin fifteen seconds apart, and the form says when', async () => {
    const first = await builder.postForm(`${overview}/checks`);
    await donePage(String(first.headers.location));
    const page = await builder.agent.get(overview);
    expect(page.text).to.match(/Checks begin fifteen seconds apart: the next at .*\d:\d\d.* UTC/);
    const refused = await builder.postForm(`${overview}/checks`);
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 15);
    expect(refused.text).to.include('These callback URLs were checked a moment ago');
    await letNextCheckBegin(connector);
    expect((await builder.agent.get(overview)).text).not.to.include('fifteen seconds apart');
  });

  it('are read by viewers, from the overview, in their language', async () => {
    const { id } = await checkCallbacks(await apiClient(connector));
    const { text } = await viewer.agent.get(overview);
    expect(text).to.include(`href="${overview}/checks/${id}"`);
    expect(text).to.include('The callback URLs work, with warnings');
    expect(text).not.to.include(`action="${overview}/checks"`);
    expect((await builder.agent.get(overview)).text).to.include(`action="${overview}/checks"`);
    await viewer.postForm('/console/language', { language: 'fr' });
    const page = await viewer.agent.get(`${overview}/checks/${id}`);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('Les URL de rappel fonctionnent, avec des réserves');
    expect(page.text).not.to.include('Vérifier de nouveau');
  });

  it('say that they were not finished, where they were cut off', async () => {
    const { redis } = connector.service.deps;
    const { id } = await checkCallbacks(await apiClient(connector));
    const records = createCallbackCheckRecords({ redis });
    const [first, ...others] = (await records.find('default', id))?.targets ?? [];
    if (!first) throw new Error('Nothing was checked.');
    await records.save({
      id,
      iclientId: 'default',
      status: 'done',
      startedAt: 1,
      finishedAt: undefined,
      targets: [first, ...others.map((target) => ({ ...target, checks: [] }))],
    });
    for (const path of [overview, `${overview}/checks/${id}`]) {
      const { text } = await builder.agent.get(path);
      expect(text, path).to.include('The checks were not finished').and.include('Not checked yet');
    }
    const api = await apiClient(connector);
    const { body } = await api.get(`/iclients/default/callback-checks/${id}`);
    expect(body).to.include({ status: 'done', verdict: 'failed', finishedAt: null });
  });

  it('refuse fields, and checks that are not there', async () => {
    const refused = await builder.postForm(`${overview}/checks`, {
      url: 'http://169.254.169.254/',
    });
    expect(refused.status).to.equal(400);
    const gone = await builder.agent.get(`${overview}/checks/cc_${'0'.repeat(24)}`);
    expect(gone.status).to.equal(404);
    expect(gone.text).to.include('There is no such check');
  });
});
