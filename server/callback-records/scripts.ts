/** The changes of recorders and records, each with its event and its message in one atomic step. */
import { appendEvent } from '../events/store.ts';
import { channels } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

const tellSwitch = `redis.call('PUBLISH', '${channels.callbackRecords}', 'switch:' .. id)`;

/** Lua for the script that deletes an iClient: `forgetRecorder(key, id)`. Who listens is told, on or not. */
export const forgetRecorder = `
  local function forgetRecorder(key, id)
    redis.call('HDEL', key, id)
    ${tellSwitch}
  end
`;

/**
 * KEYS iClient, recorders, events · ARGV iClient id, milliseconds, event without the name
 * Answers 0 when there is no such iClient. Recorders whose time is over are forgotten on the way.
 */
export const switchOn = redisScript(`
  ${luaClock} ${appendEvent}
  local id, now = ARGV[1], nowMs()
  local name = redis.call('HGET', KEYS[1], 'name')
  if not name then return 0 end
  local recorders = redis.call('HGETALL', KEYS[2])
  for i = 1, #recorders, 2 do
    if tonumber(recorders[i + 1]) <= now then redis.call('HDEL', KEYS[2], recorders[i]) end
  end
  redis.call('HSET', KEYS[2], id, string.format('%.0f', now + ARGV[2]))
  local event = cjson.decode(ARGV[3])
  event.name = name
  appendEvent(KEYS[3], cjson.encode(event))
  ${tellSwitch}
  return 1
`);

/** KEYS iClient, recorders, events · ARGV iClient id, event without the name. What is off stays off, without an event. */
export const switchOff = redisScript(`
  ${luaClock} ${appendEvent}
  local id = ARGV[1]
  local untilWhen = tonumber(redis.call('HGET', KEYS[2], id) or 0)
  redis.call('HDEL', KEYS[2], id)
  if untilWhen > nowMs() then
    local event = cjson.decode(ARGV[2])
    event.name = redis.call('HGET', KEYS[1], 'name') or nil
    appendEvent(KEYS[3], cjson.encode(event))
  end
  ${tellSwitch}
`);

/** KEYS recorders · Answers, in turn, id and until when of each recorder that is on, after the time that it is now. */
export const readRecorders = redisScript(`
  ${luaClock}
  local now, found = nowMs(), {}
  local recorders = redis.call('HGETALL', KEYS[1])
  for i = 1, #recorders, 2 do
    if tonumber(recorders[i + 1]) > now then
      found[#found + 1] = recorders[i]
      found[#found + 1] = recorders[i + 1]
    end
  end
  return {string.format('%.0f', now), unpack(found)}
`);

/**
 * KEYS records · ARGV record, how many of its budget are kept, how long in milliseconds, iClient id, budget
 * An entry without a budget is of those that were looked at.
 */
export const addRecord = redisScript(`
  ${luaClock}
  redis.call('XADD', KEYS[1], '*', 'record', ARGV[1], 'budget', ARGV[5])
  local tooOld = string.format('%.0f', nowMs() - ARGV[3])
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', tooOld)) do
    redis.call('XDEL', KEYS[1], entry[1])
  end
  local kept = 0
  for _, entry in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-')) do
    if (entry[2][4] or 'looked_at') == ARGV[5] then
      kept = kept + 1
      if kept > tonumber(ARGV[2]) then redis.call('XDEL', KEYS[1], entry[1]) end
    end
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('PUBLISH', '${channels.callbackRecords}', 'record:' .. ARGV[4])
`);

/** KEYS records · ARGV id of the oldest to read, or empty; how long they are kept. Answers the newest first. */
export const readRecords = redisScript(`
  ${luaClock}
  local oldest = string.format('%.0f', nowMs() - ARGV[2])
  return redis.call('XREVRANGE', KEYS[1], '+', ARGV[1] == '' and oldest or ARGV[1])
`);
