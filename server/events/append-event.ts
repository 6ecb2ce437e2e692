import { simulatedLua } from '../iclients/iclient.ts';
import { keys } from '../redis/keys.ts';

const keptUnlessTold = 10_000;

/** So many events of one connection are known to be its own. */
export const keptOfConnection = 10;

/**
 * Lua for scripts of other stores: `appendEvent(streamKey, eventJson)`. How many are kept is read
 * from Redis, so that every process keeps the same number and none keeps more. It also puts the event
 * among the latest of its connection; one that is deleted gets no list again. It comes after the
 * change, when nothing may fail any more: an event that cjson cannot read is kept all the same. What
 * happens to the test client of a simulated install happened to nobody, so it is no event.
 */
export const appendEvent = `
  ${simulatedLua}
  local function appendEvent(stream, event)
    local isRead, told = pcall(cjson.decode, event)
    if isRead and isSimulated(told.iclientId) then return end
    local kept = redis.call('GET', '${keys.eventsKept}') or '${keptUnlessTold}'
    local id = redis.call('XADD', stream, 'MAXLEN', '~', kept, '*', 'event', event)
    local about = isRead and told.connectionId
    if not about or redis.call('EXISTS', '${keys.connection('')}' .. about) == 0 then return end
    local list = '${keys.connectionEvents('')}' .. about
    redis.call('LPUSH', list, id)
    redis.call('LTRIM', list, 0, ${keptOfConnection - 1})
  end
`;
