/**
 * Says whether a Redis may lose tokens by the way it is set up. Asked at each connect and by /readyz.
 */
import type { Cluster, Redis } from 'ioredis';
import type { Logger } from 'pino';
import { infoField } from './info.ts';

/** Sentences for an operator. A problem makes the service not ready; a warning is only shown. */
export type RedisSettings = { problems: string[]; warnings: string[] };

/**
 * Judges what one Redis server says about itself.
 * @param info answer of `INFO`
 * @param configSave the value of `CONFIG GET save` ('' means no save points), undefined when refused
 */
export function readRedisSettings(info: string, configSave: string | undefined): RedisSettings {
  const settings: RedisSettings = { problems: [], warnings: [] };
  judgeEviction(infoField(info, 'maxmemory_policy'), settings);
  judgePersistence(infoField(info, 'aof_enabled'), configSave, settings);
  if (infoField(info, 'role') === 'slave') {
    settings.problems.push('This Redis is a replica and takes no writes: connect to its master.');
  }
  if (infoField(info, 'aof_last_write_status') === 'err') {
    settings.problems.push(
      'Redis could not write to its append-only file: make space on its disk.',
    );
  }
  return settings;
}

function judgeEviction(policy: string | undefined, { problems, warnings }: RedisSettings): void {
  if (policy === undefined) {
    warnings.push('Redis does not tell its maxmemory-policy: make sure that it is noeviction.');
  } else if (policy.startsWith('allkeys-')) {
    problems.push(`Redis may delete tokens: set maxmemory-policy noeviction (now ${policy}).`);
  } else if (policy.startsWith('volatile-')) {
    warnings.push(
      `Redis may drop sessions and replay marks early: set maxmemory-policy noeviction (now ${policy}).`,
    );
  }
}

function judgePersistence(
  aofEnabled: string | undefined,
  configSave: string | undefined,
  { problems, warnings }: RedisSettings,
): void {
  if (aofEnabled === '1') return;
  if (aofEnabled === undefined) {
    warnings.push(
      'Redis does not tell whether it keeps its data on disk: make sure that appendonly is yes.',
    );
  } else if (configSave === undefined) {
    warnings.push(
      'Redis has no append-only file and does not tell its save points: set appendonly yes.',
    );
  } else if (configSave === '') {
    problems.push(
      'Redis keeps nothing on disk, so a restart loses every token: set appendonly yes.',
    );
  } else {
    warnings.push(
      'Redis saves only now and then, so the last minutes can be lost: set appendonly yes.',
    );
  }
}

/**
 * Asks a Redis, or each master of a cluster, and judges the answers; a cluster's sentences begin
 * with the server's `host:port`. CONFIG not being permitted is tolerated.
 * @throws what ioredis throws when Redis does not answer
 */
export async function checkRedisSettings(redis: Redis | Cluster): Promise<RedisSettings> {
  if (!isCluster(redis)) return checkServer(redis, judgeLoneServer);
  const masters = redis.nodes('master');
  if (masters.length === 0) {
    return { problems: ['No master of the Redis Cluster answers.'], warnings: [] };
  }
  const settings = await Promise.all(masters.map(checkMaster));
  return {
    problems: settings.flatMap((one) => one.problems),
    warnings: settings.flatMap((one) => one.warnings),
  };
}

function isCluster(redis: Redis | Cluster): redis is Cluster {
  return redis.isCluster;
}

async function checkMaster(master: Redis): Promise<RedisSettings> {
  const { problems, warnings } = await checkServer(master);
  const name = (sentence: string) => `${master.options.host}:${master.options.port}: ${sentence}`;
  return { problems: problems.map(name), warnings: warnings.map(name) };
}

async function checkServer(
  redis: Redis,
  judgeMore: (info: string, settings: RedisSettings) => void = () => undefined,
): Promise<RedisSettings> {
  const [info, save] = await Promise.all([
    unlessRefused(redis.info()),
    unlessRefused(redis.config('GET', 'save')),
  ]);
  if (info !== undefined) {
    const settings = readRedisSettings(info, save?.[1]);
    judgeMore(info, settings);
    return settings;
  }
  const problem =
    'The Redis user may not use INFO, which tells whether a token is saved: allow it.';
  return { problems: [problem], warnings: [] };
}

function judgeLoneServer(info: string, { problems }: RedisSettings): void {
  if (infoField(info, 'redis_mode') === 'cluster') {
    problems.push(
      'This Redis is one node of a cluster: name two or more of its nodes in REDIS_URL.',
    );
  }
}

/** Redis answers NOPERM by its ACL, ERR for a command that a hosted Redis has taken away. */
async function unlessRefused<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (
      error instanceof Error &&
      error.name === 'ReplyError' &&
      /^(NOPERM|ERR) /.test(error.message)
    ) {
      return undefined;
    }
    throw error;
  }
}

/** Tells the log what is wrong with a Redis, each time that it is connected to. */
export function logRedisSettings(
  redis: Redis | Cluster,
  log: Pick<Logger, 'error' | 'warn'>,
): void {
  redis.on('ready', async () => {
    // A Redis that is away again by now is told as an outage.
    const settings = await checkRedisSettings(redis).catch(() => undefined);
    for (const problem of settings?.problems ?? []) log.error(problem);
    for (const warning of settings?.warnings ?? []) log.warn(warning);
  });
}
