/**
 * Answers that stay open and tell what happens (HTML, "Server-sent events"). A service that stops ends
 * them all at once: browsers ask again, and find another process.
 */
import type { Response } from 'express';
import { AppError } from '../errors.ts';

export type EventStreams = {
  /**
   * Begins the answer. Once the service stops, the answer ends with what is sent in the same turn.
   * @param owner whose stream it is, such as a session's id; the oldest of an owner with many ends
   * @throws AppError `streams_full`
   */
  open(res: Response, owner: string): EventStream;
  endAll(): void;
};

export type EventStream = {
  /** `id` is what the browser asks to go on after; `data` is one line. */
  send(message: { event: string; data: string; id?: string }): void;
  /** Calls now and then, and tells the browser each time that the stream lives. */
  onBeat(beat: () => void): void;
  onEnd(listener: () => void): void;
  /** Whoever is to come back later than browsers do by themselves is told when. */
  end(later?: { askAgainAfterMs: number }): void;
};

const perOwner = 6;
const perProcess = 100;
const askAgainSeconds = 30;
const beatEveryMs = 15_000;
/** How long a browser waits before it asks again. */
const retryMs = 2_000;
/** A reader that is so far behind is cut off, and asks again from where it was. */
const unreadAtMost = 512 * 1024;

export function createEventStreams(): EventStreams {
  /** The oldest first. */
  const open = new Map<EventStream, string>();
  let stopping = false;
  return {
    open(res, owner) {
      const own = [...open].filter(([, other]) => other === owner).map(([stream]) => stream);
      for (const oldest of own.slice(0, Math.max(0, own.length - perOwner + 1))) {
        open.delete(oldest);
        oldest.end({ askAgainAfterMs: askAgainSeconds * 1000 });
      }
      if (open.size >= perProcess)
        throw new AppError('streams_full', 'Too many streams are open.', {
          retryAfterSeconds: askAgainSeconds,
        });
      const stream = begin(res);
      open.set(stream, owner);
      stream.onEnd(() => open.delete(stream));
      if (stopping) setImmediate(() => stream.end());
      return stream;
    },
    endAll() {
      stopping = true;
      for (const stream of open.keys()) stream.end();
    },
  };
}

function begin(res: Response): EventStream {
  res.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  const write = (text: string) => {
    if (res.writableEnded) return;
    if (res.writableLength > unreadAtMost) res.destroy();
    else res.write(text);
  };
  write(`retry: ${retryMs}\n\n`);
  return {
    send({ event, data, id }) {
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`);
    },
    onBeat(beat) {
      const beating = setInterval(() => {
        write(':\n\n');
        beat();
      }, beatEveryMs);
      res.once('close', () => clearInterval(beating));
    },
    onEnd: (listener) => void res.once('close', listener),
    // Who does not read would hold up the end of the service.
    end(later) {
      if (later) write(`retry: ${later.askAgainAfterMs}\n\n`);
      if (res.writableNeedDrain) res.destroy();
      else res.end();
    },
  };
}
