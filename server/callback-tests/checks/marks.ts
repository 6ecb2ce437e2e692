/**
 * One-time marks: a request that the checks send out carries one, twice, in its query and in a header,
 * so that the service knows it again when it comes in, even without its query. What arrived is kept
 * beside the mark for whoever sent it. Owns the keys `callback-mark*`.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import { redisScript } from '../../redis/script.ts';

const arrivalSchema = z.object({
  /** As it came, without the query. */
  path: z.string(),
  /** As it came, without the `?`. */
  query: z.string(),
  host: z.string(),
  /** Names of the headers by which proxies told of themselves. */
  proxies: z.array(z.string()),
});
export type MarkArrival = z.infer<typeof arrivalSchema>;

export type CallbackMarks = {
  make(): Promise<string>;
  /** Answers whether the mark was made and had not arrived yet. */
  arrive(mark: string, arrival: MarkArrival): Promise<boolean>;
  /** What arrived with it; the mark is over then. */
  take(mark: string): Promise<MarkArrival | undefined>;
};

export const markHeader = 'X-Callback-Check';
const markParameter = 'callback_check';
/** What boxes in between like to write differently. */
const delicateText = 'text=a%20b%2Bc%2Fd%26e%3Df&list%5B%5D=1&empty=';
const usableMs = 30_000;

/** KEYS mark · ARGV arrival, how long it is kept. Answers 1 when the mark waited for it. */
const arriveOnce = redisScript(`
  if redis.call('GET', KEYS[1]) ~= '' then return 0 end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
`);

export function createCallbackMarks({ redis }: { redis: RedisClient }): CallbackMarks {
  return {
    async make() {
      const mark = randomBytes(16).toString('base64url');
      await redis.set(keys.callbackMark(mark), '', 'PX', usableMs);
      return mark;
    },
    async arrive(mark, arrival) {
      const args = [JSON.stringify(arrival), usableMs];
      return (await arriveOnce(redis, [keys.callbackMark(mark)], args)) === 1;
    },
    async take(mark) {
      const kept = await redis.getdel(keys.callbackMark(mark));
      return kept ? arrivalSchema.parse(JSON.parse(kept)) : undefined;
    },
  };
}

/** The query that goes out, without the `?`. */
export function markedQuery(mark: string): string {
  return `${markParameter}=${mark}&${delicateText}`;
}

/** The mark of a request, if it has one in its header or its query. */
export function markOf(header: string | undefined, query: string): string | undefined {
  const inQuery = new URLSearchParams(query).get(markParameter);
  return [header, inQuery].find((mark) => /^[\w-]{22}$/.test(mark ?? '')) ?? undefined;
}

/**
 * The page that answers a mark. It has what boxes in between change in pages: an email address, a
 * comment, white space, the end of the body.
 */
export function markedPage(mark: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Callback check ${mark}</title></head>
<body>
<!-- ${mark} -->
<p>This  answers  a check of callback URLs: <a href="mailto:check@example.com">check@example.com</a></p>
</body>
</html>
`;
}
