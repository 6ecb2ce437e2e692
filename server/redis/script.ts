import { createHash } from 'node:crypto';
import type { RedisClient } from './connect.ts';

/** A Lua script that runs as one atomic step. All keys must share a hash tag. */
export type RedisScript = (
  redis: RedisClient,
  keys: string[],
  args: (string | number)[],
) => Promise<unknown>;

/** Prepares a script: sent by its digest, and whole only to a server that does not know it yet. */
export function redisScript(lua: string): RedisScript {
  const digest = createHash('sha1').update(lua).digest('hex');
  return async (redis, keys, args) => {
    try {
      return await redis.evalsha(digest, keys.length, ...keys, ...args);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return await redis.eval(lua, keys.length, ...keys, ...args);
    }
  };
}

function isUnknownScript(error: unknown): boolean {
  return (
    error instanceof Error && error.name === 'ReplyError' && error.message.startsWith('NOSCRIPT ')
  );
}
