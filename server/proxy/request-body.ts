/**
 * The body of a request on its way to BigCommerce. It is passed on as it comes, and its beginning is
 * kept, so that a short one can be sent once more.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { AppError } from '../errors.ts';
import { type StallWatch, watchStalls } from './stall-watch.ts';

const keptBytes = 64 * 1024;

export type RequestBody = {
  /** Whether some of it is there, or it is known that nothing more comes. */
  begun(): boolean;
  /** Calls one of the two, unless it is discarded before. @param stalled given `body_stalled` */
  whenBegun(begun: () => void, stalled: (error: AppError) => void): void;
  /**
   * The body from its beginning. Whoever read it before gets no more of it.
   * @param stalled given `body_stalled`, when nothing came for too long
   */
  open(stalled: (error: AppError) => void): Readable;
  /** From now on it may take its time. */
  forgive(): void;
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
  let watch: StallWatch | undefined;
  let tellBegun: (() => void) | undefined;

  const forgive = () => {
    watch?.stop();
    watch = undefined;
  };
  const begin = () => {
    if (!tellBegun) return;
    req.pause();
    forgive();
    tellBegun();
    tellBegun = undefined;
  };

  req.pause();
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    // What came before anybody read it has to be kept.
    if (size > keptBytes && !tellBegun) kept = undefined;
    kept?.push(chunk);
    begin();
    if (!reader) return;
    const more = reader.push(chunk);
    watch?.came(more);
    if (!more) req.pause();
  });
  req.once('end', () => {
    ended = true;
    forgive();
    begin();
    reader?.push(null);
  });

  return {
    begun: () => req.readableLength > 0 || size > 0 || req.complete,
    whenBegun(begun, stalled) {
      tellBegun = begun;
      watch = watchStalls(stalled);
      watch.wait();
      req.resume();
    },
    open(stalled) {
      reader?.destroy();
      const mine = new Readable({
        read() {
          if (reader !== mine) return;
          watch?.wait();
          req.resume();
        },
        destroy(error, done) {
          if (reader === mine) {
            reader = undefined;
            forgive();
            req.pause();
          }
          done(error);
        },
      });
      mine.on('error', () => undefined);
      reader = mine;
      forgive();
      if (!req.complete) watch = watchStalls(stalled);
      for (const chunk of kept ?? []) mine.push(chunk);
      if (ended) mine.push(null);
      return mine;
    },
    forgive,
    replayable: () => kept !== undefined,
    discard() {
      kept = undefined;
      reader = undefined;
      tellBegun = undefined;
      forgive();
      if (!ended) req.resume();
    },
  };
}
