import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { formTokenIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const bob = { email: 'bob@example.com', name: '', role: 'viewer' } as const;
const password = 'a password of the example';
const minute = 60_000;
const day = 24 * 60 * minute;

describe('a one-time link', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const users = () => connector.service.deps.users;
  /** By the digest of its token. */
  const keyOf = (token: string) =>
    keys.oneTimeLink(createHash('sha256').update(token).digest('hex'));
  const lifetime = (token: string) => connector.service.deps.redis.pttl(keyOf(token));
  const signInLink = async (seconds?: number) =>
    users().makeSignInLink((await users().ensure(bob, by)).id, { ...(seconds && { seconds }) });

  /** Opens the form of a link; answers how to send it. */
  const opened = async (path: string, token: string, form: Record<string, string> = {}) => {
    const agent = connector.agent();
    const _token = formTokenIn((await agent.get(`${path}?token=${token}`)).text);
    const headers = { Origin: connector.publicUrl };
    return async () =>
      (await agent.post(path, { form: { _token, token, ...form }, headers })).status;
  };

  it('works for 15 minutes to sign in, a week to join, a day to make the first admin', async () => {
    expect(await lifetime(await users().makeFirstAdminLink())).to.be.within(day - minute, day);
    expect(await lifetime(await users().invite(bob, by))).to.be.within(7 * day - minute, 7 * day);
    expect(await lifetime(await signInLink())).to.be.within(14 * minute, 15 * minute);
    expect(await lifetime(await signInLink(60))).to.be.within(1, minute);
  });

  it('cannot be guessed: 256 bits that Redis has only the digest of', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => users().makeFirstAdminLink()),
    );
    expect(new Set(tokens).size).to.equal(20);
    for (const token of tokens) expect(token).to.match(/^[A-Za-z0-9_-]{43}$/);
    const names = await connector.service.deps.redis.keys(keys.oneTimeLink('*'));
    expect(names).to.have.members(tokens.map(keyOf));
  });

  it('does nothing once its time is over, even where its form is open already', async () => {
    const { redis } = connector.service.deps;
    const joining = await users().invite(bob, by);
    const first = await users().makeFirstAdminLink();
    const join = await opened('/join', joining, { name: '', password });
    const make = await opened('/first-admin', first, { email: bob.email, name: '', password });
    const signingIn = await signInLink();
    const enter = await opened('/sign-in/link', signingIn);
    for (const token of [joining, first, signingIn]) await redis.pexpire(keyOf(token), 1);
    await until('all are gone', async () => {
      return (await redis.exists(...[joining, first, signingIn].map(keyOf))) === 0;
    });
    for (const send of [join, make, enter]) expect(await send()).to.equal(410);
    for (const [path, token] of [
      ['/join', joining],
      ['/first-admin', first],
      ['/sign-in/link', signingIn],
    ] as const)
      expect((await connector.agent().get(`${path}?token=${token}`)).status, path).to.equal(410);
  });

  it('signs in one of those who send it at the same time', async () => {
    const token = await signInLink();
    const sends = await Promise.all(
      Array.from({ length: 6 }, () => opened('/sign-in/link', token)),
    );
    const statuses = await Promise.all(sends.map((send) => send()));
    expect(statuses.sort()).to.deep.equal([303, 410, 410, 410, 410, 410]);
    expect(await connector.service.deps.redis.keys('bcc:console-session:*')).to.have.length(1);
  });

  it('makes one user where it is used twice at once', async () => {
    const token = await users().invite(bob, by);
    const sends = await Promise.all(
      [1, 2].map(() => opened('/join', token, { name: '', password })),
    );
    expect((await Promise.all(sends.map((send) => send()))).sort()).to.deep.equal([303, 410]);
    expect(await users().list()).to.have.length(1);
  });

  it('does not sign in a user who was deleted meanwhile', async () => {
    const { id } = await users().ensure(bob, by);
    const token = await users().makeSignInLink(id);
    const enter = await opened('/sign-in/link', token);
    await users().delete(id, by);
    expect(await enter()).to.equal(410);
    expect((await failureOf(users().signInByLink(token, ''))).code).to.equal('link_invalid');
  });
});
