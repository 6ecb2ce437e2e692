/** Whoever ends a connection is told first whose calls go through it. */
import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

describe('a connection that API keys were made for', () => {
  let pages: ConnectionPages;
  let admin: SignedInBrowser;
  let used: Connection;
  let unused: Connection;
  let keyId: string;
  before(async () => {
    pages = await openConnectionPages();
    admin = await signIn(pages.connector, 'admin');
    const { apiKeys } = pages.connector.service.deps;
    used = await pages.installed();
    unused = await pages.pending('Unused', 'unused');
    const draft = { permissions: ['connections:read'] as const };
    const limited = await apiKeys.create(
      { ...draft, name: 'Order export', connectionIds: [used.id] },
      pages.by,
    );
    const unlimited = await apiKeys.create({ ...draft, name: 'Reaches everything' }, pages.by);
    for (const { key } of [limited, unlimited]) pages.connector.keepSecret(key);
    keyId = limited.apiKey.id;
  });
  after(() => pages.connector.close());

  const text = async (who: SignedInBrowser, { id }: Connection, page: string) =>
    (await who.agent.get(`${listPath}/${id}${page}`)).text;

  for (const page of ['', '/disconnect', '/delete'])
    it(`names them on ${page || 'its own page'}, with links for admins alone`, async () => {
      const link = `href="/console/api-keys#${keyId}"`;
      const seen = await text(pages.builder, used, page);
      expect(seen).to.include('Order export').and.not.include('Reaches everything');
      expect(seen).to.not.include(link);
      expect(await text(admin, used, page)).to.include(link);
      expect(await text(admin, unused, page)).to.not.include('Order export');
    });

  it('is linked to a row that is there', async () => {
    expect((await admin.agent.get('/console/api-keys')).text).to.include(`id="${keyId}"`);
  });
});
