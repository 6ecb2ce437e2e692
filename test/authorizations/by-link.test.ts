/** Authorizations that a merchant started by a link: of an app for a store, with no connection yet. */
import { expect } from 'chai';
import type { NewAuthorization } from '../../server/authorizations/authorization.ts';
import { digestOf } from '../../server/authorizations/store.ts';
import { type Connector, startConnector } from '../support/connector.ts';

const browserName = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('an authorization by a link', () => {
  let connector: Connector;
  const authorizations = () => connector.service.deps.authorizations;

  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  function draft(storeHash: string, linkId = 'ln_1'): NewAuthorization {
    return {
      link: { linkId, visitId: 'v'.repeat(64), companyId: 'co_1', inPopup: false },
      iclientId: 'default',
      storeHash,
      scopes: ['store_v2_orders_read_only'],
      redirectUri: `${connector.publicUrl}/auth`,
      browser: digestOf(browserName),
      startedBy: { kind: 'link', id: linkId, name: 'Example Traders' },
      language: 'fr',
    };
  }

  async function start(storeHash: string, linkId?: string): Promise<string> {
    const { id, state } = await authorizations().start(draft(storeHash, linkId));
    connector.keepSecret(state);
    return id;
  }

  const statusOf = async (id: string) => (await authorizations().find(id))?.status;
  const deny = () =>
    connector
      .http()
      .get('/auth?error=access_denied')
      .set('Cookie', `__Host-browser=${browserName}`);

  it('is kept with its link, and without a connection', async () => {
    const id = await start('snowboots');
    const found = await authorizations().find(id);
    expect(found).to.deep.include({ ...draft('snowboots'), id, status: 'waiting' });
    expect(found?.connectionId).to.equal(undefined);
  });

  it('is told of a denial without a state when it alone can be meant', async () => {
    const first = await start('snowboots');
    const latest = await start('snowboots');
    await deny();
    expect([await statusOf(latest), await statusOf(first)]).to.deep.equal(['failed', 'waiting']);
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.include({ kind: 'connection.authorization_failed', storeHash: 'snowboots' });
    expect(event).to.not.have.property('connectionId');
    expect(event?.actor).to.deep.equal({ kind: 'link', id: 'ln_1', name: 'Example Traders' });
  });

  for (const [what, storeHash, linkId] of [
    ['store', 'bottesneige', 'ln_1'],
    ['link', 'snowboots', 'ln_2'],
  ] as const) {
    it(`is told of none while another ${what} may be meant`, async () => {
      const ids = [await start('snowboots'), await start(storeHash, linkId)];
      await deny();
      for (const id of ids) expect(await statusOf(id)).to.equal('waiting');
    });
  }
});
