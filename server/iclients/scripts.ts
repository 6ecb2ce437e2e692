/** The changes of iClients, each with its indexes and its event in one atomic step. */
import { forgetRecorder } from '../callback-records/scripts.ts';
import { appendEvent } from '../events/store.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { simulatedLua } from './iclient.ts';
import { secretField } from './record.ts';

/** Lua for scripts: `writeRecord(key, from)` sets the fields from ARGV[from], and marks an iClient whose scopes change. */
const writingRecord = `
  local function writeRecord(key, from)
    local before = redis.call('HGET', key, 'scopes')
    redis.call('HSET', key, unpack(ARGV, from))
    if before and before ~= redis.call('HGET', key, 'scopes') then redis.call('HSET', key, 'scopesUnchecked', '1') end
  end
`;

/** Lua for scripts: `unlist(index, name, id)` takes a slug or a client id out of its index, if it is this iClient's. */
const unlisting = `
  local function unlist(index, name, id)
    if redis.call('HGET', index, name) == id then redis.call('HDEL', index, name) end
  end
`;

/**
 * KEYS record, slugs, client ids, events
 * ARGV id, slug, client id, sealed secret of the record that the event compares with (or empty), event (or
 * empty), fields… ("createdAt" is set once, by Redis' clock)
 * Answers the id that has the client id, where another one than ours means that nothing was saved;
 * empty when somebody saved it meanwhile, since every save seals the secret anew.
 */
export const saveDefaultIClient = redisScript(`
  ${luaClock} ${appendEvent} ${writingRecord} ${unlisting}
  local id, slug, clientId, compared, event = unpack(ARGV, 1, 5)
  local now = nowMs()
  if (redis.call('HGET', KEYS[1], '${secretField}') or '') ~= compared then return '' end
  local owner = redis.call('HGET', KEYS[3], clientId)
  if owner and owner ~= id then return owner end
  local previous = redis.call('HGET', KEYS[1], 'clientId')
  if previous and previous ~= clientId then unlist(KEYS[3], previous, id) end
  redis.call('HDEL', KEYS[1], 'accountUuid')
  redis.call('HSETNX', KEYS[1], 'createdAt', now)
  redis.call('HSET', KEYS[1], 'updatedAt', now)
  writeRecord(KEYS[1], 6)
  redis.call('HSET', KEYS[2], slug, id)
  redis.call('HSET', KEYS[3], clientId, id)
  if event ~= '' then appendEvent(KEYS[4], event) end
  return id
`);

/**
 * KEYS record, slugs, client ids, events · ARGV id, wanted slug, reserved slug, client id, event, fields…
 * Answers the id that has the client id, as above. A slug that is taken gets a number.
 */
export const createIClient = redisScript(`
  ${luaClock} ${appendEvent}
  local id, wanted, reserved, clientId, event = unpack(ARGV, 1, 5)
  local owner = redis.call('HGET', KEYS[3], clientId)
  if owner then return owner end
  local slug, count = wanted, 1
  while slug == reserved or redis.call('HEXISTS', KEYS[2], slug) == 1 do
    count = count + 1
    slug = wanted .. '-' .. count
  end
  local now = nowMs()
  redis.call('HSET', KEYS[1], 'id', id, 'slug', slug, 'createdAt', now, 'updatedAt', now, unpack(ARGV, 6))
  redis.call('HSET', KEYS[2], slug, id)
  redis.call('HSET', KEYS[3], clientId, id)
  appendEvent(KEYS[4], event)
  return id
`);

/**
 * KEYS record, client ids, events · ARGV id, client id or empty, '1' to forget the account UUID, event, fields…
 * Answers the id that has the client id, as above; empty when there is no such iClient, or only the test
 * client of a simulated install.
 */
export const changeIClient = redisScript(`
  ${luaClock} ${appendEvent} ${writingRecord} ${unlisting} ${simulatedLua}
  local id, clientId, forgetAccount, event = unpack(ARGV, 1, 4)
  local previous = redis.call('HGET', KEYS[1], 'clientId')
  if not previous or isSimulated(id) then return '' end
  if clientId ~= '' and clientId ~= previous then
    local owner = redis.call('HGET', KEYS[2], clientId)
    if owner then return owner end
    unlist(KEYS[2], previous, id)
    redis.call('HSET', KEYS[2], clientId, id)
  end
  if forgetAccount == '1' then redis.call('HDEL', KEYS[1], 'accountUuid') end
  redis.call('HSET', KEYS[1], 'updatedAt', nowMs())
  writeRecord(KEYS[1], 5)
  appendEvent(KEYS[3], event)
  return id
`);

/**
 * KEYS record, slugs, client ids, connections of it, events, recorders · ARGV event without the name, id
 * Answers 'deleted', 'unknown' (as a test client is to everybody but callbacks) or 'in_use'.
 */
export const deleteIClient = redisScript(`
  ${appendEvent} ${forgetRecorder} ${unlisting} ${simulatedLua}
  local slug, clientId, name = unpack(redis.call('HMGET', KEYS[1], 'slug', 'clientId', 'name'))
  if not slug or isSimulated(ARGV[2]) then return 'unknown' end
  if redis.call('ZCARD', KEYS[4]) > 0 then return 'in_use' end
  redis.call('DEL', KEYS[1])
  unlist(KEYS[2], slug, ARGV[2])
  unlist(KEYS[3], clientId, ARGV[2])
  forgetRecorder(KEYS[6], ARGV[2])
  local event = cjson.decode(ARGV[1])
  event.name = name
  appendEvent(KEYS[5], cjson.encode(event))
  return 'deleted'
`);
