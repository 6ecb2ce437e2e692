/** Starts the service and stops it in order. Used by main, the demo and the tests alike. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config/index.ts';
import { createApp } from './app.ts';
import { type Deps, openDeps } from './deps.ts';

export type Service = {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  address: string;
  deps: Deps;
  /**
   * Says "not ready" at once, answers what is under way and then ends everything.
   * @param lingerMs how long new requests are still taken, for a load balancer to notice
   */
  stop(options?: { lingerMs?: number }): Promise<void>;
};

/** A proxied call may wait so long for its turn before it takes its own time. */
const longestWaitMs = 60_000;
const closeIdleEveryMs = 250;

/** @throws Error when the port is taken, or what `openDeps` throws */
export async function startService(
  config: Config,
  options: { log: Logger; now?: () => number },
): Promise<Service> {
  const deps = await openDeps(config, { log: options.log, now: options.now ?? Date.now });
  const app = createApp(deps);
  // Express before it would about double the processor time of a proxied call.
  const server = createServer((req, res) => {
    if (deps.proxy.handle(req, res)) return;
    clients.follow(res);
    app(req, res);
  });
  const clients = followClients(server);
  try {
    server.listen(config.port, config.host);
    await once(server, 'listening');
  } catch (error) {
    await deps.close();
    throw error;
  }
  let stopped: Promise<void> | undefined;
  return {
    address: addressOf(server),
    deps,
    stop({ lingerMs = 0 } = {}) {
      clients.makeAnswersLast();
      deps.proxy.makeAnswersLast();
      stopped ??= stopInOrder(server, deps, lingerMs, clients.cutSilent);
      return stopped;
    },
  };
}

type Clients = {
  /** An answer under way. */
  follow(res: ServerResponse): void;
  /**
   * Makes every answer the last one on its connection. Otherwise a client that keeps its connection
   * busy would be served for ever, and one that keeps it idle would be waited for.
   */
  makeAnswersLast(): void;
  /** Browsers open connections ahead of need; Node waits for the first request on each. */
  cutSilent(): void;
};

function followClients(server: Server): Clients {
  const connected = new Set<Socket>();
  const underWay = new Set<ServerResponse>();
  let closing = false;
  const makeLast = (res: ServerResponse) => {
    if (!res.headersSent) res.setHeader('Connection', 'close');
  };
  server.on('connection', (socket: Socket) => {
    connected.add(socket);
    socket.once('close', () => connected.delete(socket));
  });
  return {
    follow(res) {
      if (closing) makeLast(res);
      underWay.add(res);
      res.once('close', () => underWay.delete(res));
    },
    makeAnswersLast() {
      closing = true;
      underWay.forEach(makeLast);
    },
    cutSilent() {
      for (const socket of connected) if (socket.bytesRead === 0) socket.destroy();
    },
  };
}

async function stopInOrder(
  server: Server,
  deps: Deps,
  lingerMs: number,
  cutSilent: () => void,
): Promise<void> {
  deps.readiness.startStopping();
  deps.eventStreams.endAll();
  await delay(lingerMs);
  const closed = once(server, 'close');
  server.close();
  cutSilent();
  // Answers whose headers had left before are not told to be the last ones on their connections.
  const closeIdle = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs);
  const drainMs = longestWaitMs + deps.config.proxyTimeoutMs;
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cut);
  clearInterval(closeIdle);
  await deps.close();
}

function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
