import type { Logger } from 'pino';
import type { KeyRing } from '../access/key-ring.ts';
import { ownRequestMs } from '../bigcommerce/client.ts';
import { createForwarder } from '../bigcommerce/forward.ts';
import type { TurnOf } from '../connection-tests/test-connection.ts';
import type { ConnectionStore } from '../connections/store.ts';
import type { EventStore } from '../events/store.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Channels } from '../redis/channels.ts';
import type { RedisClient } from '../redis/connect.ts';
import { followLevels } from './follow-levels.ts';
import { createLastUsed } from './last-used.ts';
import { levelEvents } from './level-events.ts';
import { createProxy, type ProxyHandler } from './proxy.ts';
import { createSlots } from './slots/slots.ts';
import { createTargets } from './targets.ts';
import { createTokenWatch } from './token-watch.ts';
import { createTurns } from './turns.ts';

export type OpenProxy = ProxyHandler & {
  /** For the requests of the service itself. */
  turnOf: TurnOf;
  /** Tells Redis which connections were used last; it does so by itself every half a minute. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** The proxy with all that it keeps between calls; closing tells Redis what it does not know yet. */
export function openProxy(deps: {
  apiUrl: string;
  timeoutMs: number;
  /** Express' setting, by which callers' addresses are told. */
  trustProxy: false | number | string[];
  redis: RedisClient;
  channels: Channels;
  connections: ConnectionStore;
  keyRing: KeyRing;
  events: EventStore;
  metrics: Metrics;
  log: Logger;
}): OpenProxy {
  const { connections, channels, metrics, log, redis, timeoutMs } = deps;
  const forwarder = createForwarder({ apiUrl: deps.apiUrl, timeoutMs });
  const tokenWatch = createTokenWatch({ connections, log });
  const lastUsed = createLastUsed({ connections, log });
  const slots = createSlots({
    redis,
    channels,
    log,
    requestTimeoutMs: Math.max(timeoutMs, ownRequestMs),
    levelChanged: levelEvents({ connections, events: deps.events, log }),
  });
  metrics.watchSlots(() => slots.state());
  const targets = createTargets({ connections, channels });
  followLevels({ connections, channels, slots });
  return {
    ...createProxy({
      forwarder,
      slots,
      tokenWatch,
      lastUsed,
      log,
      keyRing: deps.keyRing,
      targets,
      metrics: metrics.proxy,
      addressOf: clientAddress(deps.trustProxy),
    }),
    turnOf: createTurns({ connections, targets, slots, metrics: metrics.proxy }),
    flush: lastUsed.flush,
    async close() {
      await forwarder.close();
      await slots.close();
      await tokenWatch.close();
      await lastUsed.close();
    },
  };
}
