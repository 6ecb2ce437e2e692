/** How often a password may be guessed: what counts, for whom, and how long it is remembered. */
import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { formTokenIn, signIn, signInByPassword } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

const password = 'the password of the example';
const wrong = 'not the password of the example';
const email = 'ada@example.com';
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('wrong passwords', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await addUser(email);
  });
  afterEach(() => connector.close());

  const addUser = async (address: string) => {
    const { users } = connector.service.deps;
    const user = await users.ensure({ email: address, name: '', role: 'viewer' }, by);
    return users.change(user.id, { password }, by);
  };
  /** Sends the sign-in form, from one browser as often as it is called. */
  const signInForm = async () => {
    const agent = connector.agent();
    const _token = formTokenIn((await agent.get('/sign-in')).text);
    const headers = { Origin: connector.publicUrl };
    return async (form: Record<string, string>) =>
      (await agent.post('/sign-in', { form: { _token, ...form }, headers })).status;
  };
  const guessTen = async (send: (form: Record<string, string>) => Promise<number>) => {
    for (let count = 0; count < 10; count += 1) await send({ email, password: wrong });
  };
  const counters = (prefix: string) => connector.service.deps.redis.keys(`${prefix}:*`);

  it('sent all at once are counted before any is looked at', async () => {
    const send = await signInForm();
    const guesses = Array.from({ length: 25 }, () => send({ email, password: wrong }));
    const statuses = await Promise.all(guesses);
    expect(statuses.filter((status) => status === 422)).to.have.length(10);
    expect(statuses.filter((status) => status === 429)).to.have.length(15);
  });

  it('count for an account however its email is written, and for no other account', async () => {
    await addUser('bob@example.com');
    const send = await signInForm();
    await guessTen(send);
    for (const spelling of ['ADA@example.com', ' ada@example.com '])
      expect(await send({ email: spelling, password }), spelling).to.equal(429);
    expect(await send({ email: 'bob@example.com', password })).to.equal(303);
  });

  it('are forgotten after at most a quarter of an hour', async () => {
    const { redis } = connector.service.deps;
    const send = await signInForm();
    await guessTen(send);
    const names = [
      ...(await counters(keys.accountAttemptsPrefix)),
      ...(await counters(keys.accountNetworkAttemptsPrefix)),
      ...(await counters(keys.networkAttemptsPrefix)),
    ];
    expect(names).to.have.length(3);
    for (const name of names)
      expect(await redis.pttl(name), name).to.be.within(800_000, 15 * 60_000);

    for (const name of names) await redis.pexpire(name, 1);
    const later = await signInForm();
    await until('the right password works', async () => {
      return (await later({ email, password })) === 303;
    });
  });

  it('leave nothing of what was typed as an email, which may be a secret, in Redis', async () => {
    const { redis } = connector.service.deps;
    const typed = 'typed-by-mistake-into-the-email@example.com';
    await (await signInForm())({ email: typed, password: wrong });
    expect(await counters(keys.accountAttemptsPrefix)).to.have.length(1);
    expect(await dumpRedis(redis)).not.to.contain('typed-by-mistake');
  });

  it('alone count: right ones use up nothing of an address', async () => {
    const { redis } = connector.service.deps;
    for (let count = 0; count < 3; count += 1)
      expect(await (await signInForm())({ email, password })).to.equal(303);
    const [name = ''] = await counters(keys.networkAttemptsPrefix);
    expect(Number(await redis.get(name))).to.equal(0);
  });

  it('are not what right ones count as while they are looked at', async () => {
    const send = await signInForm();
    const rights = Array.from({ length: 12 }, () => send({ email, password }));
    expect(await Promise.all(rights)).to.deep.equal(Array(12).fill(303));
  });

  it('stop a password change, too, after ten', async () => {
    const { users } = connector.service.deps;
    const { user } = await signIn(connector, 'builder');
    await users.change(user.id, { password }, by);
    const browser = await signInByPassword(connector, user, password);
    const change = (current: string) =>
      browser.postForm('/console/account/password', { current, password: `${password}, new` });

    for (let count = 0; count < 10; count += 1)
      expect((await change(wrong)).status, `attempt ${count}`).to.equal(422);
    const refused = await change(password);
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 900);
    expect(await users.checkPassword(user.email, password)).to.be.an('object');
    expect((await browser.agent.get('/console/account')).status, 'the session').to.equal(200);
  });
});
