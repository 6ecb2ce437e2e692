import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { allows, reaches } from '../../server/api-keys/api-key.ts';
import type { NewApiKey } from '../../server/api-keys/store.ts';
import { channels, keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { until } from '../support/until.ts';

const by = {
  actor: { kind: 'user', id: 'us_example', email: 'ada@example.com' },
  address: '192.0.2.1',
} as const;
const draft: NewApiKey = { name: 'Order export', permissions: ['proxy:read', 'connections:read'] };

describe('API keys', () => {
  let connector: Connector;
  const apiKeys = () => connector.service.deps.apiKeys;
  const make = async (changes: Partial<NewApiKey> = {}) => {
    const made = await apiKeys().create({ ...draft, ...changes }, by);
    connector.keepSecret(made.key);
    return made;
  };
  /** What is said on the channel of changes while something happens, and until all of it was said. */
  const messagesOf = async (work: () => Promise<unknown>): Promise<string[]> => {
    const { redis, channels: heard } = connector.service.deps;
    const messages: string[] = [];
    let listening = true;
    heard.on(channels.changes, (message) => void (listening && messages.push(message)));
    await until('messages arrive', () => heard.whole());
    await work();
    await redis.publish(channels.changes, 'example:end');
    await until('the last message is there', () => messages.includes('example:end'));
    listening = false;
    return messages.slice(0, -1);
  };

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('have 256 random bits and a beginning by which they are known', async () => {
    const { apiKey, key } = await make();
    expect(key).to.match(/^bcc_[A-Za-z0-9_-]{43}$/);
    expect(apiKey.hint).to.equal(key.slice(0, 10));
    expect((await make()).key).not.to.equal(key);
  });

  it('are found by their text, and by nothing like it', async () => {
    const { apiKey, key } = await make();
    expect(await apiKeys().findByKey(key)).to.deep.equal(apiKey);
    expect(apiKey).to.deep.include({
      name: 'Order export',
      permissions: ['connections:read', 'proxy:read'],
      connectionIds: undefined,
      createdBy: by.actor,
      lastUsedAt: undefined,
    });
    const { digest = '' } = await connector.service.deps.redis.hgetall(keys.apiKey(apiKey.id));
    for (const wrong of ['', 'bcc_', `${key}A`, key.slice(0, -1), key.toUpperCase(), digest])
      expect(await apiKeys().findByKey(wrong), wrong).to.equal(undefined);
  });

  it('are in Redis as a SHA-256 and not in any other form', async () => {
    const { key } = await make();
    const dump = await dumpRedis(connector.service.deps.redis);
    expect(dump).to.include(createHash('sha256').update(key).digest('hex'));
    const random = key.slice('bcc_'.length);
    for (const form of [key, random, Buffer.from(key).toString('base64').slice(0, 50)])
      expect(dump).not.to.include(form);
    expect(dump).not.to.include(Buffer.from(random, 'base64url').toString('hex'));
    // Its beginning is shown to people; what is left cannot be guessed.
    expect(dump).not.to.include(key.slice(0, 11));
  });

  it('are listed by name, and no more once they are revoked', async () => {
    const later = await make({ name: 'b of the list' });
    const first = await make({ name: 'A of the list' });
    const names = async () =>
      (await apiKeys().list()).map(({ name }) => name).filter((name) => name.endsWith('list'));
    expect(await names()).to.deep.equal(['A of the list', 'b of the list']);
    await apiKeys().revoke(later.apiKey.id, by);
    expect(await names()).to.deep.equal(['A of the list']);
    expect(await apiKeys().find(later.apiKey.id)).to.equal(undefined);
    expect(await apiKeys().findByKey(later.key)).to.equal(undefined);
    expect(await apiKeys().findByKey(first.key)).to.deep.equal(first.apiKey);
    expect((await failureOf(apiKeys().revoke(later.apiKey.id, by))).code).to.equal(
      'api_key_unknown',
    );
  });

  it('leave an event and a message to every process when they are made and revoked', async () => {
    const made: string[] = [];
    const messages = await messagesOf(async () => {
      const { apiKey } = await make({ name: 'Of events' });
      made.push(apiKey.id);
      await apiKeys().revoke(apiKey.id, by);
    });
    const [apiKeyId] = made;
    expect(messages).to.deep.equal([`api-key:${apiKeyId}`, `api-key:${apiKeyId}`]);
    const [revoked, created] = await connector.service.deps.events.latest(2);
    expect(created).to.deep.include({
      kind: 'api_key.created',
      apiKeyId,
      name: 'Of events',
      ...by,
    });
    expect(revoked).to.deep.include({
      kind: 'api_key.revoked',
      apiKeyId,
      name: 'Of events',
      ...by,
    });
  });

  it('are made once by one form, even when it is sent twice at once', async () => {
    const form = 'AAAAAAAAAAAAAAAAAAAAAA';
    const count = async () => (await apiKeys().list()).length;
    const before = await count();
    const outcomes = await Promise.allSettled([make({ form }), make({ form })]);
    const made = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).to.have.length(1);
    expect(await count()).to.equal(before + 1);
    const id = made[0]?.apiKey.id ?? '';
    const again = await failureOf(make({ form }));
    expect(again).to.deep.include({ code: 'api_key_made_before', details: { apiKeyId: id } });
    await apiKeys().revoke(id, by);
    expect((await failureOf(make({ form }))).code).to.equal('api_key_made_before');
  });

  it('tell when they were used last, by Redis’ clock and without an event or a message', async () => {
    const { redis } = connector.service.deps;
    const { apiKey } = await make();
    const gone = await make();
    await apiKeys().revoke(gone.apiKey.id, by);
    const events = await redis.xlen(keys.events);
    const now = Number((await redis.time())[0]) * 1000;
    const note = (ago: number) =>
      apiKeys().noteUsed(
        new Map([
          [apiKey.id, ago],
          [gone.apiKey.id, ago],
        ]),
      );
    const usedAt = async () => (await apiKeys().find(apiKey.id))?.lastUsedAt ?? 0;

    const messages = await messagesOf(() => note(60_000.4));
    expect(messages).to.deep.equal([]);
    expect(await usedAt()).to.be.within(now - 60_001, now - 50_000);
    await note(0);
    const last = await usedAt();
    expect(last).to.be.at.least(now);
    await note(60_000);
    expect(await usedAt(), 'an older use').to.equal(last);
    expect(await redis.xlen(keys.events)).to.equal(events);
    expect(await redis.exists(keys.apiKey(gone.apiKey.id)), 'a revoked key').to.equal(0);
  });

  it('allow what they were given, and everything with *', async () => {
    const { apiKey } = await make();
    expect(allows(apiKey, 'proxy:read')).to.equal(true);
    expect(allows(apiKey, 'proxy:write')).to.equal(false);
    const { apiKey: all } = await make({ permissions: ['proxy:read', '*'] });
    expect(all.permissions).to.deep.equal(['*']);
    expect(allows(all, 'credentials:read')).to.equal(true);
  });

  it('reach all connections, or those they are limited to, which may be none', async () => {
    expect(reaches((await make()).apiKey, 'cn_any')).to.equal(true);
    const { key } = await make({ connectionIds: ['cn_one', 'cn_two', 'cn_one'] });
    const limited = await apiKeys().findByKey(key);
    if (!limited) throw new Error('The key is not there.');
    expect(limited.connectionIds).to.deep.equal(['cn_one', 'cn_two']);
    expect(reaches(limited, 'cn_two')).to.equal(true);
    expect(reaches(limited, 'cn_three')).to.equal(false);
    expect(reaches((await make({ connectionIds: [] })).apiKey, 'cn_one')).to.equal(false);
  });
});
