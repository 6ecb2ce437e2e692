import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import type { CookieClient } from '../support/cookie-client.ts';
import { consent, install, open, pathOf, storeHash } from '../support/journeys.ts';
import { dumpRedis } from '../support/redis-dump.ts';

const ownStore = 'bottesneige';

describe('an auth callback opened in the browser of somebody who uses the app in another store', () => {
  let connector: Connector;
  let agent: CookieClient;
  let ownPage: string;
  beforeEach(async () => {
    connector = await startConnector();
    await install(connector, { storeHash: ownStore });
    ({ agent, location: ownPage } = await open(connector, { storeHash: ownStore }));
  });
  afterEach(() => connector.close());

  it('installs the app in the store of the code, and gives the browser nothing', async () => {
    const cookies = agent.cookies();
    const sessions = await dumpRedis(connector.service.deps.redis, 'bcc:embedded-session:');

    const { url } = await consent(connector, { storeHash });
    const answer = await agent.get(pathOf(url));

    expect(answer.status, answer.text).to.equal(200);
    expect(answer.headers).not.to.have.property('set-cookie');
    expect(agent.cookies()).to.deep.equal(cookies);
    expect(await dumpRedis(connector.service.deps.redis, 'bcc:embedded-session:')).to.equal(
      sessions,
    );
    const installed = await connector.service.deps.connections.findByStore('default', storeHash);
    expect((await agent.get(`/app/${installed?.id}`)).status).to.equal(401);
  });

  it('leaves the connection, its token and its users as they were', async () => {
    const { connections, storeUsers } = connector.service.deps;
    const look = async () => {
      const own = await connections.findByStore('default', ownStore);
      const id = own?.id ?? '';
      return [own, await connections.accessToken(id), await storeUsers.list(id)];
    };
    const before = await look();

    const { url } = await consent(connector, { storeHash });
    await agent.get(pathOf(url));

    expect(await look()).to.deep.equal(before);
    const page = await agent.get(ownPage);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('Les Bottes de Neige').and.not.to.include('Snow Boots Co');
  });
});
