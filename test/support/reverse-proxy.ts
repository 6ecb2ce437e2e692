/** A reverse proxy in front of a server, as one is that adds a path, or compresses what it passes back. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';

export type ReverseProxy = {
  url: string;
  port: number;
  /** How many answers it has compressed. */
  compressed(): number;
  close(): Promise<void>;
};

/**
 * @param target where requests go; its path comes before theirs
 * @param options.compress answers with gzip to whoever takes it
 */
export async function startReverseProxy(
  target: string,
  { compress = false } = {},
): Promise<ReverseProxy> {
  const { hostname, port, pathname } = new URL(target);
  const prefix = pathname.replace(/\/$/, '');
  let compressed = 0;
  const server = createServer((req, res) => {
    const { method, headers } = req;
    const passed = request({ hostname, port, path: prefix + req.url, method, headers });
    passed.once('response', (answer) => {
      const squeeze = compress && takesGzip(req) && answer.statusCode !== 204;
      const { 'content-length': length, ...others } = answer.headers;
      if (squeeze) compressed += 1;
      res.writeHead(
        answer.statusCode ?? 502,
        squeeze
          ? { ...others, 'content-encoding': 'gzip' }
          : { ...others, ...(length === undefined ? {} : { 'content-length': length }) },
      );
      pipeline([answer, ...(squeeze ? [createGzip()] : []), res], () => undefined);
    });
    pipeline(req, passed, (error) => {
      if (error) res.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    compressed: () => compressed,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function takesGzip({ method, headers }: IncomingMessage): boolean {
  return method !== 'HEAD' && /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
}
