/** A tunnel or proxy in front of a service, which a test lets misbehave. */
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from './certificates.ts';

export type PassedRequest = { path: string; headers: IncomingHttpHeaders };
export type PassedAnswer = { status: number; headers: OutgoingHttpHeaders; body: string };

/** What it does beside passing on; it may change what it is given. */
export type Mischief = {
  request?: (passed: PassedRequest) => void;
  /** Passes nothing on before this is over. */
  before?: (passed: PassedRequest) => Promise<void>;
  answer?: (passed: PassedAnswer) => void;
  /** Answers itself. */
  instead?: (req: IncomingMessage, res: ServerResponse) => void;
};

export type Tunnel = {
  /** Host and port, by the name `localhost`. */
  host: string;
  port: number;
  /** Where requests go from now on. */
  leadTo(address: string): void;
  /** From now on; nothing makes it an honest one. */
  behave(mischief: Mischief): void;
  /** The requests that came, as they came. */
  seen: { method: string; url: string; headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
};

/** @param certificate makes it speak https */
export async function startTunnel(certificate?: ServerCertificate): Promise<Tunnel> {
  let target = '';
  let mischief: Mischief = {};
  const seen: Tunnel['seen'] = [];
  const handle = (req: IncomingMessage, res: ServerResponse) => {
    const { method = '', url = '', headers } = req;
    seen.push({ method, url, headers });
    if (mischief.instead) return mischief.instead(req, res);
    const passed = { path: url, headers: { ...headers } };
    mischief.request?.(passed);
    const { hostname, port } = new URL(target);
    const passOn = () => {
      const sent = request({ hostname, port, method, path: passed.path, headers: passed.headers });
      sent.on('error', () => res.destroy());
      sent.once('response', (answer) => void passBack(answer, res, mischief));
      req.pipe(sent);
    };
    if (mischief.before) void mischief.before(passed).then(passOn, () => res.destroy());
    else passOn();
  };
  const server = certificate ? createTlsServer(certificate, handle) : createServer(handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: `localhost:${port}`,
    port,
    leadTo(address) {
      target = address;
    },
    behave(next) {
      mischief = next;
    },
    seen,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function passBack(
  answer: IncomingMessage,
  res: ServerResponse,
  mischief: Mischief,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  const { 'content-length': _length, ...headers } = answer.headers;
  const body = Buffer.concat(chunks).toString('utf8');
  const passed = { status: answer.statusCode ?? 0, headers, body };
  mischief.answer?.(passed);
  res.writeHead(passed.status, passed.headers).end(passed.body);
}

/** Changes the requests that it passes on. */
export function sent(change: {
  headers?: Record<string, string>;
  path?: [string | RegExp, string];
}): Mischief {
  return {
    request(passed) {
      Object.assign(passed.headers, change.headers);
      if (change.path) passed.path = passed.path.replace(...change.path);
    },
  };
}

/** Passes requests on without their query, and without any header that it does not know. */
export const withoutQueryAndHeaders: Mischief = {
  request(passed) {
    passed.path = passed.path.replace(/\?.*/, '');
    const { host, accept } = passed.headers;
    passed.headers = { host, accept };
  },
};

/** Changes the answers that it passes back; a header without a value is taken away. */
export function answered({
  headers,
  ...change
}: {
  status?: number;
  body?: string;
  headers?: Record<string, string | undefined>;
}): Mischief {
  return {
    answer(passed) {
      Object.assign(passed, change);
      passed.headers = { ...passed.headers };
      for (const [name, value] of Object.entries(headers ?? {})) {
        delete passed.headers[name];
        if (value !== undefined) passed.headers[name] = value;
      }
    },
  };
}

/** Answers itself. */
export function instead(status: number, headers: Record<string, string> = {}): Mischief {
  return { instead: (_req, res) => void res.writeHead(status, headers).end('Nothing here.') };
}
