/** Lua for scripts: `nowMs()`, milliseconds since 1970 by Redis' clock, the one that all processes share. */
export const luaClock = `
  local function nowMs()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end
`;
