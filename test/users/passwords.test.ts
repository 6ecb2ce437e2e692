import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { hashPassword, passwordMatches } from '../../server/users/passwords.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn, signIn } from '../support/sign-in.ts';

const password = 'a password of the example';
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('a password as it is kept', () => {
  it('is an argon2id hash of 19 MiB, two passes and one lane, with a salt of its own', async () => {
    const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)]);
    for (const hash of [first, second]) {
      expect(hash).to.match(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
      expect(await passwordMatches(hash, password)).to.equal(true);
      expect(await passwordMatches(hash, `${password} `)).to.equal(false);
    }
    expect(first).not.to.equal(second);
    expect(first?.split('$').at(-2), 'the salt').not.to.equal(second?.split('$').at(-2));
  });

  it('is the same however a keyboard composes its letters', async () => {
    const hash = await hashPassword('un mot de passe élevé');
    expect(await passwordMatches(hash, 'un mot de passe élevé'.normalize('NFD'))).to.equal(true);
    const decomposed = await hashPassword('un mot de passe élevé'.normalize('NFD'));
    expect(await passwordMatches(decomposed, 'un mot de passe élevé')).to.equal(true);
  });

  it('is never right where there is none, and checking it takes as long', async () => {
    const hash = await hashPassword(password);
    const fastest = async (kept: string | undefined) => {
      let shortest = Number.POSITIVE_INFINITY;
      for (let count = 0; count < 5; count += 1) {
        const start = performance.now();
        expect(await passwordMatches(kept, 'a guess of the example')).to.equal(false);
        shortest = Math.min(shortest, performance.now() - start);
      }
      return shortest;
    };
    const known = await fastest(hash);
    // A generous bound: without a hash to check it would be a thousand times faster.
    expect(await fastest(undefined)).to.be.above(known / 10);
  });
});

describe('a new password', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const ofLength = (length: number) => 'pass word '.repeat(21).slice(0, length);
  const join = async (chosen: string) => {
    const { users } = connector.service.deps;
    const email = `joins-with-${chosen.length}@example.com`;
    const token = await users.invite({ email, name: '', role: 'viewer' }, by);
    const agent = connector.agent();
    const _token = formTokenIn((await agent.get(`/join?token=${token}`)).text);
    const headers = { Origin: connector.publicUrl };
    const form = { _token, token, name: '', password: chosen };
    return (await agent.post('/join', { form, headers })).status;
  };

  it('has 12 to 200 characters when somebody joins', async () => {
    const statuses = [];
    for (const length of [11, 12, 200, 201]) statuses.push(await join(ofLength(length)));
    expect(statuses).to.deep.equal([422, 303, 303, 422]);
  });

  it('has 12 to 200 characters when somebody changes theirs', async () => {
    const browser = await signIn(connector, 'viewer');
    for (const length of [11, 201]) {
      const form = { password: ofLength(length) };
      expect((await browser.postForm('/console/account/password', form)).status).to.equal(422);
    }
    const { users } = connector.service.deps;
    expect((await users.find(browser.user.id))?.hasPassword).to.equal(false);
    const form = { password: ofLength(12) };
    expect((await browser.postForm('/console/account/password', form)).status).to.equal(303);
  });

  it('has 12 to 200 characters for the first admin', async () => {
    const other = await startConnector();
    try {
      const token = await other.service.deps.users.makeFirstAdminLink();
      const agent = other.agent();
      const _token = formTokenIn((await agent.get(`/first-admin?token=${token}`)).text);
      const headers = { Origin: other.publicUrl };
      const person = { _token, token, email: 'ada@example.com', name: '' };
      for (const [length, status] of [
        [11, 422],
        [201, 422],
        [12, 303],
      ] as const) {
        const form = { ...person, password: ofLength(length) };
        const answer = await agent.post('/first-admin', { form, headers });
        expect(answer.status, String(length)).to.equal(status);
      }
    } finally {
      await other.close();
    }
  });

  it('is kept as its hash alone, also after a change', async () => {
    const { redis } = connector.service.deps;
    const browser = await signIn(connector, 'viewer');
    const chosen = 'canary-password-that-is-changed-to';
    connector.keepSecret(chosen);
    await browser.postForm('/console/account/password', { password: chosen });
    const record = await redis.hgetall(keys.user(browser.user.id));
    expect(record.passwordHash).to.match(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
    expect(Object.values(record).join('\n')).not.to.contain(chosen);
  });
});
