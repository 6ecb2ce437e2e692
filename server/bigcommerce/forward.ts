/**
 * Sends the calls of others to BigCommerce's API host, byte for byte and within bounds: one fixed
 * host, a store's own path, a deadline for the whole of it, no redirect followed. What comes back
 * goes to the receiver as it arrives.
 */
import type { Readable } from 'node:stream';
import { Pool } from 'undici';
import { AppError } from '../errors.ts';

const connectTimeoutMs = 5_000;
const keepIdleMs = 10_000;
/** Calls at once to all stores; the concurrency of each store is bounded elsewhere. */
const connectionsAtMost = 2_048;

export type ForwardedCall = {
  method: string;
  /** As `pathTo` answers it. */
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body: Readable | null;
};

export type ForwardFailure = {
  /** `reset`: the connection ended; `broken`: what came back was no HTTP, or not as long as it said. */
  kind: 'timeout' | 'reset' | 'broken';
  /** Whether anything may have left this machine. */
  sent: boolean;
  cause: unknown;
};

/** One of `end` and `failed` is called, once, unless the call was aborted. */
export type Receiver = {
  /** @param rawHeaders names and values in turn, as they came */
  head(status: number, rawHeaders: Buffer[]): void;
  /** Answers whether there is room for more; `resume` asks for it then. */
  data(chunk: Buffer): boolean;
  end(): void;
  failed(failure: ForwardFailure): void;
};

export type Forwarded = { resume(): void; abort(): void };

export type Forwarder = {
  /**
   * The path of a store's API, such as `/stores/abc123/v3/catalog/products?limit=1`.
   * @param rest begins with the version; what is wrong with it has been refused before
   * @throws AppError `path_refused` when the resolved URL lies outside of the store's API
   */
  pathTo(storeHash: string, area: string, rest: string): string;
  send(call: ForwardedCall, receiver: Receiver): Forwarded;
  close(): Promise<void>;
};

export function createForwarder({
  apiUrl,
  timeoutMs,
}: {
  apiUrl: string;
  timeoutMs: number;
}): Forwarder {
  const { origin, pathname } = new URL(apiUrl);
  const base = pathname.replace(/\/$/, '');
  const pool = new Pool(origin, {
    connections: connectionsAtMost,
    connect: { timeout: connectTimeoutMs },
    keepAliveTimeout: keepIdleMs,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    pathTo(storeHash, area, rest) {
      const inside = `${base}/stores/${storeHash}/${area}`;
      const path = inside + rest;
      if (plainPath.test(rest)) return path;
      const resolved = new URL(origin + path);
      const outside = resolved.origin !== origin || !isWithin(resolved.pathname, inside);
      if (outside) throw new AppError('path_refused', 'The path leads out of the store’s API.');
      return path;
    },
    send: (call, receiver) => send(pool, call, receiver, timeoutMs),
    close: () => pool.destroy(),
  };
}

/** Words between slashes resolve to themselves, whoever resolves them. */
const plainPath = /^(?:\/[A-Za-z0-9_-]+)*(?:\?|$)/;

function isWithin(pathname: string, inside: string): boolean {
  return (
    pathname.startsWith(inside) &&
    (pathname.length === inside.length || pathname[inside.length] === '/')
  );
}

function send(
  pool: Pool,
  { method, path, headers, body }: ForwardedCall,
  receiver: Receiver,
  timeoutMs: number,
): Forwarded {
  let cut: ((reason: Error) => void) | undefined;
  let resume: (() => void) | undefined;
  let over = false;
  const finish = () => {
    over = true;
    clearTimeout(deadline);
  };
  const fail = (kind: ForwardFailure['kind'], cause: unknown) => {
    if (over) return;
    finish();
    receiver.failed({ kind, sent: cut !== undefined, cause });
  };
  const deadline = setTimeout(() => {
    const late = new Error(`BigCommerce had not answered in full within ${timeoutMs} ms.`);
    fail('timeout', late);
    cut?.(late);
  }, timeoutMs);

  // undici's older form of a handler: the newer one parses all headers first, which costs about a twentieth
  // of the whole call.
  pool.dispatch(
    { method, path, headers, body },
    {
      onConnect(abort) {
        // What waited for a free connection may not be wanted any more.
        if (over) abort(new Error('The call is over.'));
        else cut = abort;
      },
      onHeaders(status, rawHeaders, more) {
        resume = more;
        if (!over && status >= 200) receiver.head(status, rawHeaders);
        return true;
      },
      onData: (chunk) => over || receiver.data(chunk),
      onComplete() {
        if (over) return;
        finish();
        receiver.end();
      },
      onError(error) {
        fail(isReset(error) ? 'reset' : 'broken', error);
      },
    },
  );
  return {
    resume: () => resume?.(),
    abort() {
      if (over) return;
      finish();
      cut?.(new Error('The call is not wanted any more.'));
    },
  };
}

const resets = new Set([
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function isReset(error: Error): boolean {
  return 'code' in error && resets.has(String(error.code));
}
