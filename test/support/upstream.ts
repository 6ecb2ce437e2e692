/** A pretend API host of a test's own: it answers as the test says and remembers what it was asked. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type UpstreamCall = {
  method: string;
  url: string;
  /** Names as they were sent, with their values in turn. */
  rawHeaders: string[];
  headers: IncomingMessage['headers'];
  /** Whole when the request has ended. */
  body(): Buffer;
};

export type Answer = (req: IncomingMessage, res: ServerResponse, call: UpstreamCall) => void;

export type Upstream = {
  url: string;
  calls: UpstreamCall[];
  /** How many connections are open. */
  connections(): number;
  answer(next: Answer): void;
  close(): Promise<void>;
};

export const answerOk: Answer = (_req, res) => {
  res.setHeader('Content-Type', 'application/json');
  res.end('{"data":[]}');
};

/** Answers `{"data":[]}` until the test says otherwise, when a request's headers are there. */
export async function startUpstream(): Promise<Upstream> {
  const calls: UpstreamCall[] = [];
  const sockets = new Set<Socket>();
  let answer = answerOk;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('error', () => undefined);
    const call = {
      method: req.method ?? '',
      url: req.url ?? '',
      rawHeaders: req.rawHeaders,
      headers: req.headers,
      body: () => Buffer.concat(chunks),
    };
    calls.push(call);
    answer(req, res, call);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    connections: () => sockets.size,
    answer(next) {
      answer = next;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
