import { expect } from 'chai';
import { apiClient, byOperator } from '../support/api-client.ts';
import { checkCallbacks } from '../support/callback-checks.ts';
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
  after(() => connector.close());

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
      expect(first.headers.refresh).to.equal('2');

    const done = await donePage(path);
    expect(done.headers).not.to.have.property('refresh');
    expect(done.text).to.include('The callback URLs work, with warnings');
    for (const kind of ['auth', 'load', 'uninstall', 'remove_user'])
      expect(done.text).to.include(`data-target="${connector.publicUrl}/${kind}"`);
    expect(done.text).to.include('data-check="round_trip" data-reason="came_back"');
    expect(done.text, 'the cause by its name').to.include(
      '<summary>On this machine only</summary>',
    );
  });

  it('show what failed, with what to do about it', async () => {
    const whitelist = ['https://10.20.30.40/auth', 'https://callbacks.invalid/auth'];
    await connector.service.deps.iclients.change('default', { whitelist }, byOperator);
    const { headers } = await builder.postForm(`${overview}/checks`);
    const { text } = await donePage(String(headers.location));
    expect(text).to.include('Callbacks cannot arrive as they are');
    expect(text).to.include('data-check="public_name" data-reason="private_address"');
    expect(text).to.include('have its host put on CALLBACK_CHECK_HOSTS');
    expect(text).to.match(/data-check="dns" data-reason="(name_unknown|lookup_failed)"/);
    await connector.service.deps.iclients.change('default', { whitelist: [] }, byOperator);
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
