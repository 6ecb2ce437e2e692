/**
 * Makes sure of a write before somebody is told that it is saved.
 *
 * With `appendfsync everysec` Redis may answer before it has handed the write to the operating
 * system (it waits up to two seconds for a slow disk), and it answers the first write that a full
 * disk refuses as if it were kept. And a master may be lost before its replicas heard of a write.
 *
 * It asks again and again, and not by WAIT, which would hold up all that others send meanwhile.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { asStorageError, type RedisClient } from './connect.ts';
import { infoField } from './info.ts';
import { masterOf } from './master-of.ts';

const askAgainMs = 50;
/**
 * After two seconds Redis writes to its file whatever the disk does (redis.conf, "appendfsync"),
 * and replicas acknowledge what they have every second (Redis, "Replication").
 */
const patienceMs = 2_500;

/**
 * Waits until what this process wrote to `key` would outlive the end of the Redis process and,
 * where there are replicas, the loss of the master.
 * @throws AppError `storage_unavailable` when the disk refused it or no replica has it in time
 */
export async function confirmSaved(redis: RedisClient, key: string): Promise<void> {
  try {
    const master = await masterOf(redis, key);
    const first = await master.info();
    const written = Number(infoField(first, 'master_repl_offset') ?? 0);
    const end = performance.now() + patienceMs;
    for (
      let info = first;
      !isSaved(info, written, performance.now() > end);
      info = await master.info()
    ) {
      await delay(askAgainMs);
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

/** @throws AppError `storage_unavailable` when it is not saved, and cannot be or `late` is true */
function isSaved(info: string, written: number, late: boolean): boolean {
  if (infoField(info, 'aof_enabled') === '1' && infoField(info, 'aof_last_write_status') !== 'ok') {
    throw new AppError('storage_unavailable', 'Redis could not write to its append-only file.');
  }
  const replicas = [...info.matchAll(/^slave\d+:.*\boffset=(\d+)/gm)].map(([, offset]) =>
    Number(offset),
  );
  const onReplica = replicas.length === 0 || replicas.some((offset) => offset >= written);
  if (late && !onReplica) {
    throw new AppError('storage_unavailable', 'No Redis replica had the write in time.');
  }
  const inFile = late || (infoField(info, 'aof_buffer_length') ?? '0') === '0';
  return inFile && onReplica;
}
