import { expect } from 'chai';
import { agreed, tokenRequests } from '../authorize/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, pathOf, storeHash } from '../support/journeys.ts';
import { atApp, giveStore, startAfresh } from './at-app.ts';

describe('a code that somebody else has brought before, in a browser whose visit waits for an install', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(() => startAfresh(connector));

  const waiting = async () => {
    const merchant = await atApp(connector, { singleUse: false });
    await merchant.post('app/install');
    return merchant;
  };
  const companyOfStore = async () =>
    (await connector.service.deps.connections.findByStore('default', storeHash))?.companyId;

  for (const suffix of ['', '&external_install=true'])
    for (const who of ['named', 'nameless'] as const)
      it(`gives it nothing after a ${who} browser${suffix && ', from an external button'}`, async () => {
        const { url } = await consent(connector);
        const path = `${pathOf(url)}${suffix}`;
        const first = who === 'named' ? (await waiting()).agent : connector.agent();
        expect((await first.get(path)).status).to.be.oneOf([200, 302, 303]);
        const replayer = await waiting();
        const answer = await replayer.agent.get(path);
        expect(answer.text).not.to.contain('Snow Boots Co');
        if (suffix) expect(answer.headers.location).to.match(/\/app\?failed=store_not_connected$/);
        else expect(answer.status).to.equal(400);
        expect((await replayer.get('confirm')).headers.location).to.match(/\/app$/);
        expect(await companyOfStore()).to.equal(undefined);
        // Who brought it first may come again.
        expect((await first.get(path)).status).to.be.oneOf([200, 302, 303]);
      });

  it('gives it nothing after an authorization, not even in the browser of that', async () => {
    const merchant = await atApp(connector, { singleUse: false });
    const path = await agreed(connector, (await giveStore(merchant)).state);
    expect((await merchant.agent.get(path)).headers.location).to.match(/\/done$/);
    const unannounced = path.replace(/&state=[^&]*/, '');
    const replayer = await waiting();
    expect((await replayer.agent.get(unannounced)).status).to.equal(400);
    expect((await connector.http().get(unannounced)).status).to.equal(400);
    const own = await merchant.agent.get(`${unannounced}&external_install=true`);
    expect(own.headers.location).to.match(/\/install\/failed$/);
    expect(await companyOfStore()).to.equal(merchant.link.companyId);
  });

  it('is not exchanged again while the first is under way', async () => {
    await connector.sandbox.faults({ token: 'slow', delayMs: 1_000 });
    const { url } = await consent(connector);
    const before = await tokenRequests(connector);
    const first = connector.agent().get(pathOf(url));
    const replayer = await waiting();
    expect((await replayer.agent.get(pathOf(url))).status).to.equal(400);
    expect((await first).status).to.equal(200);
    expect(await tokenRequests(connector)).to.equal(before + 1);
  });
});

describe('an install that a visit has noted', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(() => startAfresh(connector));

  const installed = async () => {
    const merchant = await atApp(connector);
    await merchant.post('app/install');
    const { url } = await consent(connector);
    await merchant.agent.get(pathOf(url));
    const { text } = await merchant.get('confirm');
    const connection = /name="connection" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return { connection, confirm: () => merchant.post('confirm', { connection }) };
  };
  const companyOf = async (id: string) =>
    (await connector.service.deps.connections.find(id))?.companyId;

  it('is not confirmed once somebody else has installed the app there again', async () => {
    const { connection, confirm } = await installed();
    const { url } = await consent(connector);
    expect((await connector.http().get(pathOf(url))).status).to.equal(200);
    expect((await confirm()).headers.location).to.match(/\/app\?failed=store_not_connected$/);
    expect(await companyOf(connection)).to.equal(undefined);
  });

  it('is not confirmed after ten minutes', async () => {
    const { connection, confirm } = await installed();
    const { redis } = connector.service.deps;
    for (const key of await redis.keys('*link-visit:*'))
      if (await redis.hexists(key, 'installed'))
        await redis.hset(key, 'installedAt', Date.now() - 11 * 60_000);
    expect((await confirm()).headers.location).to.match(/\/app$/);
    expect(await companyOf(connection)).to.equal(undefined);
  });
});
