import type { ServerResponse } from 'node:http';

/** The caller on the other end of an answer, who may leave at any time. */
export type Caller = {
  left(): boolean;
  /** Replaces what was asked before. Called at once when they have left already. */
  whenLeft(act: () => void): void;
  /** Aborted when they leave. */
  signal(): AbortSignal;
  forget(): void;
};

export function followCaller(res: ServerResponse): Caller {
  let left = res.destroyed;
  let act: (() => void) | undefined;
  let aborting: AbortController | undefined;
  const closed = () => {
    if (res.writableFinished) return;
    left = true;
    act?.();
    aborting?.abort(new Error('The caller left.'));
  };
  res.once('close', closed);
  return {
    left: () => left,
    whenLeft(next) {
      act = next;
      if (left) next();
    },
    signal() {
      aborting ??= new AbortController();
      if (left) aborting.abort(new Error('The caller left.'));
      return aborting.signal;
    },
    forget: () => void res.off('close', closed),
  };
}
