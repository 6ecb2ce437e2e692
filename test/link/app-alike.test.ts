import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { byOperator } from '../support/link-visit.ts';
import { atApp, giveStore, saidIn, startAfresh } from './at-app.ts';

const free = 'bottesneige';

describe('a store of another company and one that nobody has, by a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  beforeEach(async () => {
    const { companies, connections } = connector.service.deps;
    const other = await companies.create({ name: 'Other company' }, byOperator);
    const draft = { name: 'Theirs', storeHash, scopes: undefined, companyId: other.id };
    const concurrency = { level: 5 };
    await connections.create({ ...draft, iclientId: 'default', concurrency }, byOperator);
  });
  afterEach(() => startAfresh(connector));

  /** Comes back with a made-up code for the store; answers all that is said. */
  const said = async (store: string, { withState = true, isInUse = false } = {}) => {
    const merchant = await atApp(connector, { singleUse: true });
    const { state } = await giveStore(merchant, store);
    if (isInUse)
      await connector.service.deps.links.claimUse(merchant.link.id, 'another visit', 'elsewhere');
    const path = `/auth?code=made-up-${state}&context=stores/${store}&scope=x`;
    const answer = await merchant.agent.get(withState ? `${path}&state=${state}` : path);
    const { text } = await merchant.agent.get(answer.headers.location ?? '');
    const status = (await merchant.get('app/status')).body;
    return saidIn(`${answer.status} ${answer.headers.location} ${JSON.stringify(status)} ${text}`);
  };

  for (const withState of [true, false])
    it(`are told alike while another visit uses the link, ${withState ? 'with' : 'without'} a state`, async () => {
      const ofOther = await said(storeHash, { withState, isInUse: true });
      expect(ofOther).to.equal(await said(free, { withState, isInUse: true }));
      expect(ofOther).to.contain('link_used');
    });

  for (const fault of ['500', 'rate_limited', 'html', 'reset', 'redirect'])
    it(`are told alike where the exchange fails: ${fault}`, async () => {
      await connector.sandbox.faults({ token: fault });
      for (const withState of [true, false]) {
        const ofOther = await said(storeHash, { withState });
        expect(ofOther).to.equal(await said(free, { withState }));
        expect(ofOther).to.contain('The store could not be connected');
      }
    });

  it('leave one event a minute, however often a link fails', async () => {
    const merchant = await atApp(connector);
    for (let time = 0; time < 4; time += 1) {
      const { state } = await giveStore(merchant);
      await merchant.agent.get(`/auth?error=access_denied&state=${state}`);
    }
    const failed = (await connector.service.deps.events.latest(50)).filter(
      ({ kind, linkId }) =>
        kind === 'connection.authorization_failed' && linkId === merchant.link.id,
    );
    expect(failed).to.have.length(1);
  });
});
