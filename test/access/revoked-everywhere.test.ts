/** Two services on one Redis: a key that one of them revokes is refused by the other at once. */
import { expect } from 'chai';
import supertest from 'supertest';
import { appBehindKeys } from '../support/app-behind-keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { signIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
/** Much sooner than a key is read again. */
const atOnceMs = 500;

describe('an API key that is revoked', function () {
  this.timeout(40_000);
  let redis: RedisServer;
  let here: Connector;
  let there: Connector;
  before(async () => {
    redis = await startRedisServer();
    here = await startConnector({ env: { REDIS_URL: redis.url } });
    there = await startConnector({ env: { REDIS_URL: redis.url } });
    for (const { service } of [here, there])
      await until('it is ready', async () => (await fetch(`${service.address}/readyz`)).ok);
  });
  after(async () => {
    await here.close();
    await there.close();
    await redis.remove();
  });

  const statusOf = async (connector: Connector, key: string) =>
    (
      await supertest(appBehindKeys(connector))
        .get('/key')
        .set({ Authorization: `Bearer ${key}` })
    ).status;
  /** A key that both services have at hand. */
  const makeKnown = async () => {
    const draft = { name: 'Example program', permissions: ['*'] } as const;
    const made = await here.service.deps.apiKeys.create(draft, by);
    for (const connector of [here, there]) {
      connector.keepSecret(made.key);
      const { channels, keyRing } = connector.service.deps;
      await until('messages arrive', () => channels.whole());
      await until('the key is at hand', async () => {
        expect(await statusOf(connector, made.key)).to.equal(200);
        return keyRing.cached(made.key);
      });
    }
    return made;
  };

  it('in the console of one service is refused by both, at once', async () => {
    const { apiKey, key } = await makeKnown();
    const admin = await signIn(here, 'admin');
    const answer = await admin.postForm(`/console/api-keys/${apiKey.id}/revoke`);
    expect(answer.status, answer.text).to.equal(303);
    for (const connector of [here, there]) {
      const { keyRing } = connector.service.deps;
      await until('it is forgotten', () => keyRing.cached(key) === undefined, atOnceMs);
      expect(await statusOf(connector, key)).to.equal(401);
    }
  });

  it('while a service hears no messages is refused by it, too', async () => {
    const { apiKey, key } = await makeKnown();
    expect(await redis.say('CLIENT KILL TYPE pubsub')).to.equal(':2\r\n');
    await here.service.deps.apiKeys.revoke(apiKey.id, by);
    await until('it is refused', async () => (await statusOf(there, key)) === 401, atOnceMs);
    await until('messages arrive', () => there.service.deps.channels.whole());
    expect(await statusOf(there, key)).to.equal(401);
  });
});
