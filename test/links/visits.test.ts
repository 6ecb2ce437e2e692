import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { linkMaker } from './drafts.ts';

const browser = 'AAAAAAAAAAAAAAAAAAAAAA';
const otherBrowser = 'BBBBBBBBBBBBBBBBBBBBBB';
const installed = { connectionId: 'cn_1', attempt: 'first' };
const connected = { status: 'connected', connectionId: 'cn_example' } as const;
const twoHours = 2 * 60 * 60_000;

describe('visits', () => {
  let connector: Connector;
  let make: Awaited<ReturnType<typeof linkMaker>>['make'];
  const visits = () => connector.service.deps.visits;
  const redis = () => connector.service.deps.redis;
  const newVisit = async (singleUse = false) => {
    const { link } = await make({ singleUse });
    return visits().open(link.id, browser);
  };
  const now = (linkId: string) => visits().find(linkId, browser);

  before(async () => {
    connector = await startConnector();
    ({ make } = await linkMaker(connector));
  });
  after(() => connector.close());

  it('begin with nothing, and are the same when the link is opened again', async () => {
    const visit = await newVisit();
    expect(visit.id).to.match(/^[0-9a-f]{64}$/);
    const { id, linkId, ...rest } = visit;
    expect(Object.values(rest).filter((value) => value !== undefined)).to.deep.equal([false]);
    await visits().change(id, { way: 'app', store: 'store-snowboots.mybigcommerce.com' });
    const again = await visits().open(linkId, browser);
    expect(again).to.deep.include({ id, way: 'app', store: 'store-snowboots.mybigcommerce.com' });
    expect(await now(linkId)).to.deep.equal(again);
    expect(await visits().findById(id)).to.deep.equal(again);
  });

  it('are not found by another browser, nor by another link', async () => {
    const visit = await newVisit();
    const { link: other } = await make();
    expect(await visits().find(visit.linkId, otherBrowser)).to.equal(undefined);
    expect(await visits().find(other.id, browser)).to.equal(undefined);
    const theirs = await visits().open(visit.linkId, otherBrowser);
    expect(theirs.id).not.to.equal(visit.id);
    await visits().change(visit.id, { way: 'app' });
    expect((await visits().find(visit.linkId, otherBrowser))?.way).to.equal(undefined);
    expect(await dumpRedis(redis(), 'bcc:')).not.to.include(browser);
  });

  it('live two hours from the latest step', async () => {
    const { id, linkId } = await newVisit();
    const key = keys.linkVisit(id);
    const steps: [string, () => Promise<unknown>][] = [
      ['open', () => visits().open(linkId, browser)],
      ['find', () => now(linkId)],
      ['findById', () => visits().findById(id)],
      ['change', () => visits().change(id, { language: 'fr' })],
      ['consent', () => visits().consent(id, '1')],
    ];
    for (const [name, step] of steps) {
      await redis().pexpire(key, 10_000);
      await step();
      expect(await redis().pttl(key), name).to.be.within(twoHours - 60_000, twoHours);
    }
  });

  it('are not made by looking, nor brought back by a change', async () => {
    const { id, linkId } = await newVisit();
    await redis().del(keys.linkVisit(id));
    expect(await now(linkId)).to.equal(undefined);
    const changes = [
      visits().change(id, { way: 'app' }),
      visits().consent(id, '1'),
      visits().keepToken(id, { accessToken: 'invented-token-too-late', storeHash: 'snowboots' }),
      visits().dropToken(id),
    ];
    for (const change of changes) expect((await failureOf(change)).code).to.equal('visit_unknown');
    expect(await redis().exists(keys.linkVisit(id))).to.equal(0);
  });

  it('keep what is left out of a change, and forget what is null', async () => {
    const { id, linkId } = await newVisit();
    await visits().change(id, { language: 'fr', way: 'app', installed });
    await visits().change(id, { way: null, store: 'snowboots', installed: undefined });
    const changed = { language: 'fr', way: undefined, store: 'snowboots', installed };
    expect(await now(linkId)).to.deep.include(changed);
  });

  it('note the consent with its version and time', async () => {
    const { id, linkId } = await newVisit();
    await visits().consent(id, '2026-11');
    const { consent } = (await now(linkId)) ?? {};
    expect(consent?.version).to.equal('2026-11');
    expect(consent?.at).to.be.closeTo(Date.now(), 60_000);
  });

  it('that connected a store stay so, whatever another window does', async () => {
    const { id, linkId } = await newVisit();
    await visits().change(id, { end: { status: 'failed', errorCode: 'consent_denied' } });
    await visits().change(id, { end: null });
    expect((await now(linkId))?.end).to.equal(undefined);
    await visits().change(id, { end: connected });
    await visits().change(id, { end: { status: 'cancelled' }, language: 'fr' });
    await visits().change(id, { end: null });
    expect(await now(linkId)).to.deep.include({ end: connected, language: 'fr' });
  });

  it('begin anew when a link for many is opened after one has ended', async () => {
    for (const end of [connected, { status: 'cancelled' } as const]) {
      const { id, linkId } = await newVisit();
      await visits().consent(id, '1');
      await visits().keepToken(id, { accessToken: 'invented-token-1', storeHash: 'snowboots' });
      await visits().change(id, { language: 'fr', way: 'app', end });
      expect((await now(linkId))?.end, 'by open alone').to.deep.equal(end);
      const anew = await visits().open(linkId, browser);
      expect(anew).to.deep.include({ language: 'fr', consent: undefined, way: undefined });
      expect(anew).to.deep.include({ end: undefined, hasToken: false });
    }
  });

  it('of a link for one stay connected when it is opened again', async () => {
    const { id, linkId } = await newVisit(true);
    await visits().change(id, { end: connected });
    expect((await visits().open(linkId, browser)).end).to.deep.equal(connected);
  });
});

describe('what a visit keeps apart', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('is a token that was typed: sealed, and for that visit alone', async () => {
    const { visits, redis } = connector.service.deps;
    const { make } = await linkMaker(connector);
    const { link } = await make();
    const { id } = await visits.open(link.id, browser);
    const typed = { accessToken: 'canary-token-of-a-merchant', storeHash: 'snowboots' };
    const whole = { ...typed, clientId: 'exampleid', clientSecret: 'canary-secret-of-a-merchant' };
    connector.keepSecret(typed.accessToken);
    connector.keepSecret(whole.clientSecret);
    expect(await visits.token(id)).to.equal(undefined);
    await visits.keepToken(id, typed);
    expect(await visits.token(id)).to.deep.equal(typed);
    await visits.keepToken(id, whole);
    expect(await visits.token(id)).to.deep.equal(whole);
    const visit = await visits.findById(id);
    expect(visit?.hasToken).to.equal(true);
    const inside = await redis.hgetall(keys.linkVisit(id));
    expect(JSON.stringify([visit, inside])).not.to.match(/canary-/);
    // Copied into another visit it does not open.
    const theirs = await visits.open(link.id, otherBrowser);
    await redis.hset(keys.linkVisit(theirs.id), 'token', inside.token ?? '');
    expect(String(await visits.token(theirs.id).catch(String))).to.include('VaultError');
    await visits.dropToken(id);
    expect(await visits.token(id)).to.equal(undefined);
    await visits.keepToken(id, typed);
    await visits.change(id, { end: null, way: 'api_account' });
    expect(await visits.token(id)).to.deep.equal(typed);
    await visits.change(id, { end: { status: 'cancelled' } });
    expect(await visits.token(id), 'once it has ended').to.equal(undefined);
    expect((await visits.findById(id))?.hasToken).to.equal(false);
  });

  it('is that it awaits an install: of one app, in this browser, once', async () => {
    const { visits, redis } = connector.service.deps;
    const mine = { iclientId: 'ic_one', browserName: browser };
    await visits.awaitInstall({ ...mine, linkId: 'ln_1' });
    expect(await visits.takeAwaited({ ...mine, browserName: otherBrowser })).to.equal(undefined);
    expect(await visits.takeAwaited({ ...mine, iclientId: 'ic_two' })).to.equal(undefined);
    const [key = ''] = await redis.keys(keys.waitingInstall('*'));
    expect(await redis.pttl(key)).to.be.within(9 * 60_000, 10 * 60_000);
    expect(await visits.takeAwaited(mine)).to.equal('ln_1');
    expect(await visits.takeAwaited(mine)).to.equal(undefined);
  });
});
