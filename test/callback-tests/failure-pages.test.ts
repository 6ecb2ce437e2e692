/** A page that tells a merchant of a failed callback tells developers the cause by its name, apart. */
import { expect } from 'chai';
import { textsFor } from '../../server/language/language.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { addSecondApp, second } from '../support/second-app.ts';

describe('the page of a failed callback', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  for (const [path, cause] of [
    ['/auth', 'opened_by_hand'],
    ['/load', 'opened_by_hand'],
    ['/bigcommerce/nobody/auth?code=canary', 'path_unknown'],
    ['/auth?code=canary-refused-&context=stores/zx81&scope=store_v2_default', 'exchange_refused'],
    ['/app/cn_0123456789abcdef01234567', 'third_party_cookie'],
  ] as const)
    for (const language of ['en', 'fr'] as const)
      it(`names the cause of ${path} in ${language}`, async () => {
        const answer = await connector
          .http()
          .get(path.replace('refused-', `refused-${language}`))
          .set({
            Host: new URL(connector.publicUrl).host,
            Accept: 'text/html',
            'Accept-Language': language,
          });
        const { name, fix } = textsFor(language).callbacks.diagnoses[cause];
        const [, small = ''] = answer.text.split('<details');
        expect(small.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
          .to.contain(name)
          .and.to.contain(fix);
      });

  it('blames the parameter of a callback that lost its code, and calls it not opened by hand', async () => {
    for (const [query, parameter] of [
      ['context=stores/zx81&scope=store_v2_default', 'code'],
      ['context=stores/{store_hash}', 'context'],
    ]) {
      const { text } = await connector.http().get(`/auth?${query}`).set('Accept', 'text/html');
      expect(text).to.contain(`The parameter “${parameter}”`).and.not.to.contain('opened directly');
    }
  });

  it('leads to the inspector for a payload that is refused', async () => {
    const answer = await connector
      .http()
      .get('/load?signed_payload_jwt=canary')
      .set('Accept', 'text/html');
    expect(answer.text).to.contain('inspector');
  });

  it('tells a code that came before from one that BigCommerce refuses, though nobody records', async () => {
    const path = '/auth?code=canary-twice&context=stores/zx81&scope=store_v2_default';
    const { host: Host } = new URL(connector.publicUrl);
    const see = async () =>
      (await connector.http().get(path).set({ Host, Accept: 'text/html' })).text;
    const { exchange_refused: first, code_used_or_late: again } =
      textsFor('en').callbacks.diagnoses;
    expect(await see()).to.contain(first.name);
    expect(await see()).to.contain(again.name);
  });

  it('says where the team can see more, of every callback and of nothing else', async () => {
    const see = async (path: string) =>
      (await connector.http().get(path).set('Accept', 'text/html')).text;
    for (const path of ['/auth?error=server_error', '/load/', '/bigcommerce/nobody/load'])
      expect(await see(path), path).to.contain('Test the callback URLs');
    for (const path of ['/nowhere', '/authentic', '/link/nobody', '/console/nowhere'])
      expect(await see(path), path).not.to.contain('Test the callback URLs');
  });

  it('tells strangers nothing of other iClients', async () => {
    await addSecondApp(connector);
    const jwt = await connector.sandbox.payload({ clientId: second.clientId, storeHash });
    const path = `/load?signed_payload_jwt=${jwt}`;
    const { text } = await connector.http().get(path).set('Accept', 'text/html');
    expect(text)
      .to.contain('Another app’s payload')
      .and.not.to.match(/Its audience|It was signed/);
  });
});
