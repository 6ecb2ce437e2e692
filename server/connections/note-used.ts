import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { reindexing } from './index-lua.ts';

/**
 * KEYS connection, index · ARGV how many milliseconds ago
 * Nobody is told: nothing that processes keep at hand depends on it.
 */
const noteUse = redisScript(`
  ${luaClock} ${reindexing}
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  local at = nowMs() - tonumber(ARGV[1])
  if (tonumber(redis.call('HGET', KEYS[1], 'lastUsedAt')) or 0) >= at then return 0 end
  redis.call('HSET', KEYS[1], 'lastUsedAt', string.format('%.0f', at))
  reindexQuietly(KEYS[2], KEYS[1])
  return 1
`);

const atOnce = 50;

/**
 * Each connection by a script of its own, so that no script is long.
 * @param lastUsed by connection id, how many milliseconds ago
 */
export async function noteUsed(
  redis: RedisClient,
  lastUsed: ReadonlyMap<string, number>,
): Promise<void> {
  const uses = [...lastUsed];
  for (let from = 0; from < uses.length; from += atOnce) {
    await Promise.all(
      uses
        .slice(from, from + atOnce)
        .map(([id, ago]) =>
          noteUse(redis, [keys.connection(id), keys.connectionIndex], [Math.round(ago)]),
        ),
    );
  }
}
