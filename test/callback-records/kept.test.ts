import { expect } from 'chai';
import type { Command } from 'ioredis';
import type { CallbackRecord, RecordBudget } from '../../server/callback-records/store.ts';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';

describe('what the recorder has kept', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const example: CallbackRecord = {
    kind: 'load',
    method: 'GET',
    scheme: 'https',
    host: 'app.example',
    path: '/load',
    parameters: [],
    otherParameters: 0,
    status: 400,
    code: 'payload_missing',
    tookMs: 3,
  };
  const key = keys.callbackRecords('default');

  it('is gone after a day', async () => {
    const { callbackRecords, redis } = connector.service.deps;
    const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
    const old = JSON.stringify(example);
    await redis.xadd(key, `${dayAgo - 60_000}-0`, 'record', old);
    await redis.xadd(key, `${dayAgo + 60_000}-0`, 'record', old);
    expect(await callbackRecords.list('default')).to.have.length(1);
    await callbackRecords.add('default', example, 'looked_at');
    expect(await redis.xlen(key), 'in Redis').to.equal(2);
    expect(await redis.pttl(key)).to.be.within(1, 24 * 60 * 60 * 1000);
  });

  it('is 80 that were taken, 70 and 50 that were refused, the newest, none of which push out others', async () => {
    const { callbackRecords } = connector.service.deps;
    await callbackRecords.forget('default');
    const add = async (count: number, budget: RecordBudget) => {
      for (let tookMs = 1; tookMs <= count; tookMs += 1)
        await callbackRecords.add('default', { ...example, tookMs }, budget);
    };
    await add(85, 'passed');
    await add(75, 'looked_at');
    await add(60, 'refused_early');
    const kept = (await callbackRecords.list('default')).map(({ tookMs }) => tookMs);
    const down = (from: number, to: number) =>
      Array.from({ length: from - to + 1 }, (_, i) => from - i);
    expect(kept).to.deep.equal([...down(60, 11), ...down(75, 6), ...down(85, 6)]);
  });

  it('costs a callback no word to Redis while nobody records', async () => {
    const { redis, callbackRecords } = connector.service.deps;
    await callbackRecords.isOn();
    const seen: string[] = [];
    const send = redis.sendCommand.bind(redis);
    redis.sendCommand = (command: Command) => {
      seen.push(command.getKeys().join(' '));
      return send(command);
    };
    try {
      for (const path of ['/auth', '/load', '/uninstall', '/auth?external_install=1'])
        await connector.http().get(path);
      await callbackRecords.isOn('default');
    } finally {
      redis.sendCommand = send;
    }
    expect(seen).to.include(keys.iclientSlugs);
    expect(seen.filter((names) => names.includes('callback-record'))).to.deep.equal([]);
  });
});
