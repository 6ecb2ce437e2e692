import { expect } from 'chai';
import { testConnection } from '../../server/connection-tests/test-connection.ts';
import {
  button,
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';

const stillInstalled = 'BigCommerce still shows the app as installed';

describe('a connection that loses its token or its app', () => {
  let pages: ConnectionPages;

  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  const text = async (path: string) => (await pages.builder.agent.get(path)).text;

  it('says nothing of scopes once it is disconnected, and that the store still shows the app', async () => {
    const { id } = await pages.installed();
    expect(await text(`${listPath}/${id}`)).to.include('All wanted scopes are there.');
    await pages.connections.disconnect(id, pages.by);
    expect(await text(`${listPath}/${id}`)).to.not.include('All wanted scopes are there.');
    expect(await text(`${listPath}/${id}/delete`)).to.include(stillInstalled);
    const never = await pages.pending('Never installed', 'neverinstalled');
    expect(await text(`${listPath}/${never.id}/delete`)).to.not.include(stillInstalled);
  });

  it('is made for no iClient that was deleted while its form was sent', async () => {
    const { iclients } = pages.connector.service.deps;
    pages.connector.keepSecret('canary-secret-of-a-short-life');
    const draft = { clientSecret: 'canary-secret-of-a-short-life', accountUuid: undefined };
    const iclient = await iclients.create(
      { ...draft, name: 'Short life', clientId: 'exampleshortlife', scopes: [] },
      pages.by,
    );
    const { create } = pages.connections;
    pages.connections.create = async (...args) => {
      await iclients.delete(iclient.id, pages.by);
      return create(...args);
    };
    const form = { name: 'Kept name', store: 'shortlife', iclientId: iclient.id };
    const answer = await pages.post(`${listPath}/new/app`, { ...form, ...button('save') });
    pages.connections.create = create;
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include('This iClient was deleted meanwhile.');
    expect(answer.text).to.include('value="Kept name"').and.include('value="shortlife"');
  });

  it('is tested by the token that it has when the test ends', async () => {
    const [first, second] = ['canary-token-tested-first', 'canary-token-tested-second'];
    for (const token of [first, second]) pages.connector.keepSecret(token);
    const { connections, by } = pages;
    const account = await connections.createApiAccount(
      {
        name: 'Renewed',
        storeHash,
        accessToken: first,
        scopes: undefined,
        concurrency: { level: 5 },
      },
      by,
    );
    const tested: string[] = [];
    const bigcommerce = {
      async testToken(_: string, token: string) {
        tested.push(token);
        if (token === second) return 'refused' as const;
        await connections.change(account.id, { accessToken: second }, by);
        return 'live' as const;
      },
      detectScopes: async () => ({ held: [], refused: [], unknown: [], at: 1 }),
      fetchStoreProfile: () => Promise.reject(new Error('Not asked for.')),
    };
    const { turnOf } = pages.connector.service.deps;
    const outcome = await testConnection({ bigcommerce, connections, turnOf }, account, 'all', by);
    expect(outcome).to.equal('refused');
    expect(tested).to.deep.equal([first, second]);
    expect((await connections.find(account.id))?.status).to.equal('needs_reauthorization');
  });
});
