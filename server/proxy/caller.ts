import type { ServerResponse } from 'node:http';

/** The caller on the other end of an answer, who may leave at any time. */
export type Caller = {
  left(): boolean;
  /** Replaces what was asked before. Called at once when they have left already. */
  whenLeft(act: () => void): void;
};

export function followCaller(res: ServerResponse): Caller {
  let left = res.destroyed;
  let act: (() => void) | undefined;
  const closed = () => {
    if (res.writableFinished) return;
    left = true;
    act?.();
  };
  res.on('close', closed);
  return {
    left: () => left,
    whenLeft(next) {
      act = next;
      if (left) next();
    },
  };
}
