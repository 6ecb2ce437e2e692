import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const path = '/console/users';
const person = { name: 'Guest', password: 'a password of the example' };
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('invitations that are waiting', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    admin = await signIn(connector, 'admin');
  });
  after(() => connector.close());

  const users = () => connector.service.deps.users;
  const page = async () => (await admin.agent.get(path)).text;
  const tokenIn = (html: string) => /\/join\?token=([\w-]+)/.exec(html)?.[1] ?? '';
  const invite = async (email: string) =>
    tokenIn((await admin.postForm(path, { email, name: 'Guest', role: 'builder' })).text);
  const withdraw = (email: string) => admin.postForm(`${path}/invitations/withdraw`, { email });
  const renew = (email: string) => admin.postForm(`${path}/invitations/renew`, { email });
  const joins = async (token: string) =>
    (await connector.agent().get(`/join?token=${token}`)).status;
  const rowOf = async (email: string) => {
    const rows = (await page()).split('<tr>').filter((row) => row.includes('/invitations/renew'));
    return rows.find((row) => row.includes(email));
  };

  it('are shown with role, by whom and until when, and never with their link', async () => {
    const token = await invite('shown@example.com');
    const row = await rowOf('shown@example.com');
    expect(row).to.include('Guest').and.include('Builder').and.include(admin.user.email);
    const until = Date.parse(/datetime="([^"]+)"/.exec(row ?? '')?.[1] ?? '');
    const [seconds] = await connector.service.deps.redis.time();
    expect(until / 1000 - Number(seconds)).to.be.within(7 * 86_400 - 60, 7 * 86_400 + 60);
    expect(await page()).to.not.include(token);
    await users().invite({ email: 'operated@example.com', name: '', role: 'viewer' }, by);
    expect(await rowOf('operated@example.com')).to.include('the command line');
  });

  it('are withdrawn: the link is dead, and an event says who did it', async () => {
    const token = await invite('withdrawn@example.com');
    expect(await joins(token)).to.equal(200);
    const answer = await withdraw('withdrawn@example.com');
    expect(answer.headers.location).to.equal(`${path}?notice=invitationWithdrawn`);
    expect(await joins(token)).to.equal(410);
    expect(await rowOf('withdrawn@example.com')).to.equal(undefined);
    const { redis } = connector.service.deps;
    expect(await redis.zscore(keys.invitations, 'withdrawn@example.com')).to.equal(null);
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'user.invitation_withdrawn',
      name: 'withdrawn@example.com',
      actor: { kind: 'user', id: admin.user.id, email: admin.user.email },
    });
  });

  it('get another link, for the same person and role, with which the old one is dead', async () => {
    const old = await invite('renewed@example.com');
    const { status, text } = await renew('renewed@example.com');
    const token = tokenIn(text);
    expect(status).to.equal(200);
    expect(await joins(old)).to.equal(410);
    expect(await joins(token)).to.equal(200);
    const { user } = await users().join(token, person, '');
    expect(user).to.include({ email: 'renewed@example.com', role: 'builder' });
    expect(await rowOf('renewed@example.com')).to.equal(undefined);
  });

  it('are neither withdrawn nor renewed once they were used: the page says so', async () => {
    const token = await invite('used@example.com');
    await users().join(token, person, '');
    const { redis } = connector.service.deps;
    const kept = await redis.xlen(keys.events);
    for (const answer of [await withdraw('used@example.com'), await renew('used@example.com')])
      expect(answer.headers.location).to.equal(`${path}?notice=invitationGone`);
    expect(await redis.xlen(keys.events)).to.equal(kept);
    const told = (await admin.agent.get(`${path}?notice=invitationGone`)).text;
    expect(told).to.match(/message-warning[\s\S]*was not waiting any more/);
  });

  it('stay withdrawn when another admin is just making a new link', async () => {
    const email = 'meanwhile@example.com';
    await invite(email);
    const renewing = users().renewInvitation(email, by);
    // The other admin's page has been read by then.
    await connector.service.deps.redis.ping();
    expect(await users().withdrawInvitation(email, by)).to.equal(true);
    expect(await renewing).to.equal(undefined);
    expect(await rowOf(email)).to.equal(undefined);
  });

  it('that do not work, since who invited is no admin any more, say so', async () => {
    const other = await signIn(connector, 'admin');
    const form = { email: 'orphan@example.com', name: '', role: 'viewer' };
    await other.postForm(path, form);
    await users().change(other.user.id, { role: 'viewer' }, by);
    expect(await rowOf('orphan@example.com')).to.include('It does not work');
    await users().delete(other.user.id, by);
    expect(await rowOf('orphan@example.com')).to.include('somebody who is no longer a user');
    expect(await joins(tokenIn((await renew('orphan@example.com')).text))).to.equal(200);
  });

  it('are gone from the list when they are too old', async () => {
    const { redis } = connector.service.deps;
    await invite('old@example.com');
    const link = await redis.get(keys.invitation('old@example.com'));
    await redis.del(keys.invitation('old@example.com'), String(link));
    expect(await rowOf('old@example.com')).to.equal(undefined);
  });
});
