import { expect } from 'chai';
import type { Command } from 'ioredis';
import type { CallbackRecord } from '../../server/callback-records/store.ts';
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
    await callbackRecords.add('default', example);
    expect(await redis.xlen(key), 'in Redis').to.equal(2);
    expect(await redis.pttl(key)).to.be.within(1, 24 * 60 * 60 * 1000);
  });

  it('is 200 at most, the newest', async () => {
    const { callbackRecords } = connector.service.deps;
    for (let tookMs = 1; tookMs <= 205; tookMs += 1)
      await callbackRecords.add('default', { ...example, tookMs });
    const kept = await callbackRecords.list('default');
    expect(kept).to.have.length(200);
    expect(kept[0]?.tookMs).to.equal(205);
    expect(kept.at(-1)?.tookMs).to.equal(6);
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
