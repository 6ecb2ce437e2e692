import type { RedisClient } from '../../server/redis/connect.ts';

/** Asked for together; more would wait longer than a command may. */
const atOnce = 500;

/** Every key that starts with `prefix`, and its value, as text; the same content is the same text. */
export async function dumpRedis(redis: RedisClient, prefix = ''): Promise<string> {
  const dumps: string[] = [];
  const keys = (await redis.keys('*')).filter((name) => name.startsWith(prefix)).sort();
  for (let from = 0; from < keys.length; from += atOnce) {
    const some = keys.slice(from, from + atOnce);
    const values = await Promise.all(some.map((key) => dumpKey(redis, key)));
    for (const [place, key] of some.entries()) dumps.push(key, values[place] ?? '');
  }
  return dumps.join('\n');
}

async function dumpKey(redis: RedisClient, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'hash':
      return JSON.stringify(Object.entries(await redis.hgetall(key)).sort());
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1', 'WITHSCORES'));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify((await redis.smembers(key)).sort());
    default:
      return JSON.stringify(await redis.get(key));
  }
}
