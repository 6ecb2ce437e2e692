/**
 * What the processes agree on in Redis: one hash for each lender, changed by two scripts.
 *
 * Every process that takes part is a holder. How many slots it was `granted` and how many it has
 * `returned` only ever grow, so that saying either twice changes nothing; it holds the difference.
 * `born:` is when Redis began to count for it, `lease:` when its slots are taken back and it is
 * forgotten, and for how long it was given; `waits:` until when its word counts that requests of its
 * own wait for a slot, and when they arrived.
 * `effective` is the level while it is lowered, `climbAt` when it doubles, `pausedUntil` when
 * BigCommerce may be called again. All times are milliseconds since 1970 by Redis' clock. That clock
 * may be set back: whoever reads a time that lies further ahead than it could be meant to puts it right.
 */

import { longestPauseMs } from '../../bigcommerce/asked-pause.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { channels, keys } from '../../redis/keys.ts';
import { luaClock } from '../../redis/lua-clock.ts';
import { redisScript } from '../../redis/script.ts';

/** A lowered level doubles so often. */
const climbStepMs = 5_000;
/** Whoever waits says so again within a second; three of silence mean that nobody waits there any more. */
const waitsKeptMs = 3_000;
/** The hash outlives every lease and the climb to the highest level. */
const keptMs = 600_000;

const readingSlots = `
  ${luaClock}
  local function notAfter(latest, written, key, field)
    if not written or written <= latest then return written end
    redis.call('HSET', key, field, string.format('%.0f', latest))
    return latest
  end

  local function readSlots(key, now)
    local slots, fields = {holders = {}, total = 0}, redis.call('HGETALL', key)
    for i = 1, #fields, 2 do
      local what, holder = fields[i]:match('^(%a+):(.+)$')
      if holder then
        slots.holders[holder] = slots.holders[holder] or {}
        slots.holders[holder][what] = fields[i + 1]
      else
        slots[fields[i]] = tonumber(fields[i + 1])
      end
    end
    slots.pausedUntil = notAfter(now + ${longestPauseMs}, slots.pausedUntil, key, 'pausedUntil')
    local calledFrom = math.max(now, slots.pausedUntil or 0)
    slots.climbAt = notAfter(calledFrom + ${climbStepMs}, slots.climbAt, key, 'climbAt')

    for name, holder in pairs(slots.holders) do
      local ends, term = (holder.lease or '0'):match('^(%d+) ?(%d*)$')
      ends, term = tonumber(ends), tonumber(term)
      if term and ends > now + term then
        redis.call('HSET', key, 'lease:' .. name, string.format('%.0f %.0f', now + term, term))
      end
      if holder.waits and tonumber(holder.waits:match('^%d+')) > now + ${waitsKeptMs} then
        redis.call('HDEL', key, 'waits:' .. name)
        holder.waits = nil
      end
      if ends <= now then
        for _, what in ipairs({'granted', 'returned', 'born', 'lease', 'waits'}) do
          redis.call('HDEL', key, what .. ':' .. name)
        end
        slots.holders[name] = nil
      else
        holder.granted, holder.returned = tonumber(holder.granted), tonumber(holder.returned)
        slots.total = slots.total + holder.granted - holder.returned
      end
    end
    return slots
  end

  -- The level now, and the one that was kept.
  local function climb(key, slots, level, now)
    local before = slots.effective or level
    if not slots.effective then return level, level end
    local after, climbAt = before, slots.climbAt
    while after < level and now >= climbAt do
      after, climbAt = after * 2, climbAt + ${climbStepMs}
    end
    if after >= level then
      redis.call('HDEL', key, 'effective', 'climbAt')
      return level, before
    end
    redis.call('HSET', key, 'effective', after, 'climbAt', climbAt)
    return after, before
  end
`;

/** KEYS slots · ARGV lender, holder, level, lease, returned, in use, ages of its waiting requests… */
const exchangeScript = redisScript(`
  ${readingSlots}
  local key, lender, me = KEYS[1], ARGV[1], ARGV[2]
  local level, lease = tonumber(ARGV[3]), tonumber(ARGV[4])
  local returned, inUse = tonumber(ARGV[5]), tonumber(ARGV[6])
  local now = nowMs()
  local slots = readSlots(key, now)
  local limit, before = climb(key, slots, level, now)

  local mine = slots.holders[me]
  if not mine then
    mine = {granted = returned + inUse, returned = returned, born = string.format('%.0f', now)}
    slots.holders[me] = mine
    slots.total = slots.total + inUse
  elseif returned > mine.returned then
    slots.total = slots.total - (returned - mine.returned)
    mine.returned = returned
  end

  local waiting, othersWait = {}, 0
  for name, holder in pairs(slots.holders) do
    if name ~= me and holder.waits then
      local numbers = holder.waits:gmatch('%d+')
      if tonumber(numbers()) > now then
        for since in numbers do table.insert(waiting, {since = tonumber(since), name = name}) end
      end
    end
  end
  for i = 7, #ARGV do table.insert(waiting, {since = now - tonumber(ARGV[i]), name = me}) end
  table.sort(waiting, function(a, b)
    if a.since == b.since then return a.name < b.name end
    return a.since < b.since
  end)

  local paused = math.max(0, (slots.pausedUntil or 0) - now)
  local left, served = {}, {[me] = true}
  for _, request in ipairs(waiting) do
    local holder = slots.holders[request.name]
    if paused == 0 and slots.total < limit then
      holder.granted, slots.total = holder.granted + 1, slots.total + 1
      served[request.name] = true
    else
      left[request.name] = (left[request.name] or '') .. ' ' .. string.format('%.0f', request.since)
      if request.name ~= me then othersWait = 1 end
    end
  end

  for name in pairs(served) do
    local holder = slots.holders[name]
    redis.call('HSET', key, 'granted:' .. name, holder.granted, 'returned:' .. name, holder.returned,
      'born:' .. name, holder.born, 'lease:' .. name, string.format('%.0f %.0f', now + lease, lease))
    if left[name] then
      redis.call('HSET', key, 'waits:' .. name, string.format('%.0f', now + ${waitsKeptMs}) .. left[name])
    else
      redis.call('HDEL', key, 'waits:' .. name)
    end
    if name ~= me then
      redis.call('PUBLISH', '${channels.slots}', table.concat({lender, name, holder.born, holder.granted}, ' '))
    end
  end
  if left[me] and slots.total > mine.granted - mine.returned then
    redis.call('PUBLISH', '${channels.slots}', lender .. ' *')
  end
  redis.call('PEXPIRE', key, lease + ${keptMs})
  return {mine.granted, tonumber(mine.born), slots.total, limit, before, othersWait, paused}
`);

/**
 * KEYS slots · ARGV lender, level, how long nobody calls
 * Always sent whole: were it sent again because Redis does not know it yet, the settlement that returns
 * the slot would come before it.
 */
const slowDownLua = `
  ${readingSlots}
  local key, lender, level = KEYS[1], ARGV[1], tonumber(ARGV[2])
  local now = nowMs()
  local slots = readSlots(key, now)
  local before = climb(key, slots, level, now)
  local pausedUntil = math.max(slots.pausedUntil or 0, now + tonumber(ARGV[3]))
  redis.call('HSET', key, 'effective', 1, 'pausedUntil', string.format('%.0f', pausedUntil),
    'climbAt', string.format('%.0f', pausedUntil + ${climbStepMs}))
  redis.call('PEXPIRE', key, pausedUntil - now + ${keptMs})
  redis.call('PUBLISH', '${channels.slots}', lender .. ' *')
  return before
`;

export type Standing = {
  lenderId: string;
  holder: string;
  level: number;
  leaseMs: number;
  /** Slots given back since the holder began. */
  returned: number;
  /** Slots in use now; counts only when Redis does not know the holder (any more). */
  inUse: number;
  /** For how long each waiting request has waited, in milliseconds. */
  ages: number[];
};

export type ExchangeAnswer = {
  /** Slots granted since the holder began. */
  granted: number;
  /** Changes when Redis did not know the holder (any more): then it counts from what the holder said. */
  born: number;
  /** Slots held by all processes. */
  total: number;
  /** How many there may be now, and how many there were when somebody asked last. */
  limit: number;
  limitBefore: number;
  /** Requests of other processes wait. */
  othersWait: boolean;
  /** Nobody calls for so long. */
  pausedMs: number;
};

/** Tells where this process stands and learns which slots it has. May be repeated. */
export async function exchangeSlots(
  redis: RedisClient,
  standing: Standing,
): Promise<ExchangeAnswer> {
  const { lenderId, holder, level, leaseMs, returned, inUse, ages } = standing;
  const answer = await exchangeScript(
    redis,
    [keys.slots(lenderId)],
    [lenderId, holder, level, leaseMs, returned, inUse, ...ages.map(Math.round)],
  );
  const [granted = 0, born = 0, total = 0, limit = 0, limitBefore = 0, othersWait, pausedMs = 0] =
    answer as number[];
  return {
    granted,
    born,
    total,
    limit,
    limitBefore,
    othersWait: othersWait === 1,
    pausedMs,
  };
}

/** Lowers the level to 1, and lets nobody call for `waitMs`. Answers the level before. */
export async function slowDownSlots(
  redis: RedisClient,
  lender: { id: string; level: number },
  waitMs: number,
): Promise<number> {
  const { id, level } = lender;
  const answer = await redis.eval(slowDownLua, 1, keys.slots(id), id, level, Math.ceil(waitMs));
  return Number(answer);
}
