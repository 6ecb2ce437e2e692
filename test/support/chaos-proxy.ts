/** A TCP proxy that stands before a Redis and fails in the ways in which networks do. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What is lost when the proxy cuts at a chunk from the client. `request`: the server never gets the
 * chunk. `answer`: the server gets it and does it, and the client never learns of that.
 */
export type Loss = 'request' | 'answer';

export type ChaosProxy = {
  url: string;
  /** Cuts every connection; new ones are taken. */
  cut(): void;
  /** Lets `count` further chunks from clients pass, and cuts all connections at the next one, once. */
  cutAfter(count: number, loss: Loss): void;
  /** Whether the cut that `cutAfter` asked for is still to come. */
  isCutDue(): boolean;
  /** Cuts every connection, and new ones as they come. */
  refuse(): void;
  /** Nothing passes any more on the connections there are, and they stay open. New ones work. */
  freeze(): void;
  /** Takes connections again, and forgets a cut that has not come. What is frozen stays so. */
  heal(): void;
  close(): Promise<void>;
};

type Line = { client: Socket; server: Socket; frozen: boolean; answersLost: boolean };

/** @param port of the Redis behind it, on loopback */
export async function startChaosProxy(port: number): Promise<ChaosProxy> {
  const lines = new Set<Line>();
  let refusing = false;
  let chunks = 0;
  let cutAt: { chunk: number; loss: Loss } | undefined;

  const cut = () => {
    for (const { client, server } of lines) {
      client.destroy();
      server.destroy();
    }
    lines.clear();
  };

  const fromClient = (line: Line, chunk: Buffer) => {
    if (line.frozen) return;
    const due = cutAt !== undefined && chunks >= cutAt.chunk ? cutAt : undefined;
    chunks += 1;
    if (due) cutAt = undefined;
    if (due?.loss === 'request') return cut();
    line.answersLost ||= due?.loss === 'answer';
    line.server.write(chunk);
  };

  const fromServer = (line: Line, chunk: Buffer) => {
    if (line.answersLost) cut();
    else if (!line.frozen) line.client.write(chunk);
  };

  const listener = createServer((client) => {
    if (refusing) return client.destroy();
    const server = connect(port, '127.0.0.1');
    const line: Line = { client, server, frozen: false, answersLost: false };
    lines.add(line);
    client.on('data', (chunk) => fromClient(line, chunk));
    server.on('data', (chunk) => fromServer(line, chunk));
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (line.frozen && socket === server) return;
        other.destroy();
        lines.delete(line);
      });
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    url: `redis://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut,
    cutAfter(count, loss) {
      cutAt = { chunk: chunks + count, loss };
    },
    isCutDue: () => cutAt !== undefined,
    refuse() {
      refusing = true;
      cut();
    },
    freeze() {
      for (const line of lines) line.frozen = true;
    },
    heal() {
      refusing = false;
      cutAt = undefined;
    },
    async close() {
      refusing = true;
      const closed = once(listener, 'close');
      listener.close();
      cut();
      await closed;
    },
  };
}
