/**
 * Where the calls of a connection go, kept at hand so that a call costs no round trip to Redis. A
 * connection that changes anywhere is dropped here by a message; nothing is kept while messages may
 * be missed, and nothing is believed for longer than half a minute.
 */
import { LRUCache } from 'lru-cache';
import type { Connection, ConnectionStatus } from '../connections/connection.ts';
import { defaultConcurrency } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { Channels } from '../redis/channels.ts';
import { channels as names } from '../redis/keys.ts';
import type { Lender } from './slots/slots.ts';

export type Target = {
  connectionId: string;
  storeHash: string;
  accessToken: string;
  status: ConnectionStatus;
  /** BigCommerce has refused the token, and no call has succeeded since. */
  tokenRefused: boolean;
  /** The connection whose concurrency counts. */
  lender: Lender;
};

export type Targets = {
  /** The answer without waiting; undefined when it is not known. */
  cached(connectionId: string): Target | undefined;
  /** @throws AppError `connection_unknown`; `connection_not_connected` when it holds no token */
  load(connectionId: string): Promise<Target>;
};

type Entry = { target: Target; readAt: number };

const keptAtMost = 5_000;
const believedMs = 30_000;
/** From this age on an entry that is asked for is read again, so that no call waits for it. */
const readAgainMs = 10_000;

export function createTargets(deps: {
  connections: Pick<ConnectionStore, 'find' | 'accessToken'>;
  channels: Pick<Channels, 'on' | 'onGap' | 'whole'>;
}): Targets {
  const { connections, channels } = deps;
  const entries = new LRUCache<string, Entry>({ max: keptAtMost });
  const reading = new Map<string, Promise<Target>>();
  /** Grows whenever something read before may be wrong by now. */
  let epoch = 0;

  channels.on(names.changes, (message) => {
    if (!message.startsWith('connection:')) return;
    const id = message.slice('connection:'.length);
    epoch += 1;
    reading.clear();
    entries.delete(id);
    for (const [borrower, { target }] of entries)
      if (target.lender.id === id) entries.delete(borrower);
  });
  channels.onGap(() => {
    epoch += 1;
    reading.clear();
    entries.clear();
  });

  async function read(id: string): Promise<Target> {
    const readAt = performance.now();
    const began = epoch;
    const heard = channels.whole();
    try {
      const target = await readTarget(connections, id);
      if (began === epoch && heard) entries.set(id, { target, readAt });
      return target;
    } catch (error) {
      if (began === epoch) entries.delete(id);
      throw error;
    }
  }

  /** Calls that come together read once. */
  function readOnce(id: string): Promise<Target> {
    const underWay = reading.get(id);
    if (underWay) return underWay;
    const started = read(id).finally(() => {
      if (reading.get(id) === started) reading.delete(id);
    });
    reading.set(id, started);
    return started;
  }

  return {
    load: readOnce,
    cached(id) {
      const entry = entries.get(id);
      if (!entry || !channels.whole()) return undefined;
      const age = performance.now() - entry.readAt;
      if (age > believedMs) return undefined;
      if (age > readAgainMs) readOnce(id).catch(() => undefined);
      return entry.target;
    },
  };
}

async function readTarget(
  connections: Pick<ConnectionStore, 'find' | 'accessToken'>,
  id: string,
): Promise<Target> {
  const [connection, accessToken] = await Promise.all([
    connections.find(id),
    connections.accessToken(id),
  ]);
  if (!connection) throw new AppError('connection_unknown', `There is no connection ${id}.`);
  if (accessToken === undefined)
    throw new AppError('connection_not_connected', `The connection ${id} holds no token.`, {
      parameter: connection.status,
    });
  return {
    connectionId: id,
    storeHash: connection.storeHash,
    accessToken,
    status: connection.status,
    tokenRefused:
      connection.status === 'needs_reauthorization' &&
      connection.lastFailure?.code === 'token_refused',
    lender: await lenderOf(connections, connection),
  };
}

/** No chains: a lender does not borrow. */
export async function lenderOf(
  connections: Pick<ConnectionStore, 'find'>,
  { id, concurrency }: Connection,
): Promise<Lender> {
  if ('level' in concurrency) return { id, level: concurrency.level };
  const lender = await connections.find(concurrency.borrowFrom);
  const level = lender && 'level' in lender.concurrency ? lender.concurrency.level : undefined;
  return { id: concurrency.borrowFrom, level: level ?? levelOf(defaultConcurrency) };
}

function levelOf(concurrency: Connection['concurrency']): number {
  return 'level' in concurrency ? concurrency.level : 1;
}
