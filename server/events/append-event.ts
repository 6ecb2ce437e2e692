import { keys } from '../redis/keys.ts';

const keptUnlessTold = 10_000;

/**
 * Lua for scripts of other stores: `appendEvent(streamKey, eventJson)`. How many are kept is read
 * from Redis, so that every process keeps the same number and none keeps more.
 */
export const appendEvent = `
  local function appendEvent(stream, event)
    local kept = redis.call('GET', '${keys.eventsKept}') or '${keptUnlessTold}'
    redis.call('XADD', stream, 'MAXLEN', '~', kept, '*', 'event', event)
  end
`;
