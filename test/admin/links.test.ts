import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Environment } from '../../config/index.ts';
import { runAdmin } from '../support/admin-command.ts';
import { type Connector, connectorEnv, makeDataDir, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { pathOf } from '../support/journeys.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { formTokenIn } from '../support/sign-in.ts';

const password = 'canary password of who was invited';
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('links made on the command line', function () {
  this.timeout(40_000);

  /** What a link's page sends when its button is pressed. */
  const press = async (connector: Connector, link: string, form: Record<string, string> = {}) => {
    const agent = connector.agent();
    const page = await agent.get('/sign-in');
    const token = new URL(link).searchParams.get('token') ?? '';
    return agent.post(pathOf(link).replace(/\?.*/, ''), {
      form: { _token: formTokenIn(page.text), token, ...form },
      headers: { Origin: connector.publicUrl },
    });
  };
  const isLink = (connector: Connector, path: string) =>
    new RegExp(`^${connector.publicUrl}${path}\\?token=[A-Za-z0-9_-]{43}\n$`);

  describe('for a service on a Redis of its own', () => {
    const ends = collectEnds();
    let connector: Connector;
    let env: Environment;
    before(async () => {
      const redis = ends.later(await startRedisServer(), ({ remove }) => remove());
      connector = await startConnector({ env: { REDIS_URL: redis.url } });
      ends.later(connector, ({ close }) => close());
      env = {
        REDIS_URL: redis.url,
        DATA_DIR: connector.dataDir,
        PUBLIC_URL: connector.publicUrl,
      };
    });
    after(() => ends.all());

    it('invite somebody, who becomes a user with the role and the name that were given', async () => {
      const person = ['--email', ' New.Builder@Example.com', '--role', 'builder', '--name', 'Nell'];
      const { code, stdout, stderr } = await runAdmin(env, 'create-user', ...person);

      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.match(isLink(connector, '/join'));
      const { events, users } = connector.service.deps;
      expect(await users.list(), 'before the link is used').to.deep.equal([]);
      const [invited] = await events.latest(1);
      expect(invited).to.deep.include({
        kind: 'user.invited',
        name: 'new.builder@example.com',
        actor: { kind: 'operator' },
      });
      const link = stdout.trim();
      connector.keepSecret(password);
      const answer = await press(connector, link, { name: 'Nell', password });
      expect(answer.status, answer.text).to.equal(303);
      expect(await users.findByEmail('new.builder@example.com')).to.include({
        role: 'builder',
        name: 'Nell',
      });
      expect((await press(connector, link, { name: 'Again', password })).status).to.equal(410);
    });

    it('sign in the user of an email, once, and leave the user as it was', async () => {
      const { users } = connector.service.deps;
      const person = { email: 'locked.out@example.com', name: 'Lo', role: 'viewer' } as const;
      const before = await users.ensure(person, by);
      const { code, stdout, stderr } = await runAdmin(
        env,
        'sign-in-link',
        '--email=LOCKED.OUT@example.com',
      );

      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.match(isLink(connector, '/sign-in/link'));
      expect(await users.find(before.id)).to.deep.equal(before);
      const link = stdout.trim();
      expect((await press(connector, link)).status).to.equal(303);
      expect((await press(connector, link)).status).to.equal(410);
    });
  });

  it('reach the embedded Redis beside its running service, and without one', async () => {
    const dataDir = await makeDataDir();
    try {
      const connector = await startConnector({ dataDir });
      const env = {
        ...connectorEnv({ port: 0, dataDir, sandboxUrl: connector.sandbox.url }),
        PUBLIC_URL: connector.publicUrl,
      };
      try {
        const { stdout } = await runAdmin(env, ...['create-user', '--role', 'admin'], ...bob);
        const page = await connector.agent().get(pathOf(stdout));
        expect(page.status, 'the invitation beside the service').to.equal(200);
        expect(page.text).to.include('bob@example.com');
        const { users } = connector.service.deps;
        await users.ensure({ email: 'bob@example.com', name: 'Bob', role: 'admin' }, by);
      } finally {
        await connector.close();
      }

      const { code, stdout, stderr } = await runAdmin(env, 'sign-in-link', ...bob);

      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      const left = [...(await readdir(dataDir)), ...(await readdir(join(dataDir, 'redis')))];
      expect(left.filter((name) => name.endsWith('.sock'))).to.deep.equal([]);
      const again = await startConnector({ dataDir });
      try {
        const page = await again.agent().get(pathOf(stdout));
        expect(page.status, 'the link made without a service').to.equal(200);
        expect(page.text).to.include('Sign in as Bob');
      } finally {
        await again.close();
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

const bob = ['--email', 'bob@example.com'];
