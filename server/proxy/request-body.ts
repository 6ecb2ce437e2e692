/**
 * The body of a request on its way to BigCommerce. It is passed on as it comes, and its beginning is
 * kept, so that a short one can be sent once more.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

const keptBytes = 64 * 1024;

export type RequestBody = {
  /** The body from its beginning. Whoever read it before gets no more of it. */
  open(): Readable;
  /** Whether `open` can be called again. */
  replayable(): boolean;
  /** Nobody needs it any more: what is still to come is read and forgotten. */
  discard(): void;
};

/** Undefined when there is none. */
export function requestBody(req: IncomingMessage): RequestBody | undefined {
  return hasBody(req) ? recordBody(req) : undefined;
}

/** RFC 9112 section 6.3. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function recordBody(req: IncomingMessage): RequestBody {
  let kept: Buffer[] | undefined = [];
  let size = 0;
  let ended = false;
  let reader: Readable | undefined;

  req.pause();
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > keptBytes) kept = undefined;
    kept?.push(chunk);
    if (reader && !reader.push(chunk)) req.pause();
  });
  req.once('end', () => {
    ended = true;
    reader?.push(null);
  });

  return {
    open() {
      reader?.destroy();
      const mine = new Readable({
        read() {
          if (reader === mine) req.resume();
        },
        destroy(error, done) {
          if (reader === mine) {
            reader = undefined;
            req.pause();
          }
          done(error);
        },
      });
      mine.on('error', () => undefined);
      reader = mine;
      for (const chunk of kept ?? []) mine.push(chunk);
      if (ended) mine.push(null);
      return mine;
    },
    replayable: () => kept !== undefined,
    discard() {
      kept = undefined;
      reader = undefined;
      if (!ended) req.resume();
    },
  };
}
