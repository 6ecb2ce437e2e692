import { AppError } from '../errors.ts';

/** For so long nobody waits for the next bytes of a body. */
const stalledAfterMs = 10_000;

export type StallWatch = {
  /** More is waited for, from now on if not already. */
  wait(): void;
  /** Some came; `more`: and more is waited for. When the reader is behind, it is not the sender's fault. */
  came(more: boolean): void;
  stop(): void;
};

/**
 * Tells once that nothing has come for ten seconds, though it was waited for. However much comes, one
 * timer looks at the time of the latest.
 * @param stalled given the AppError `body_stalled`
 */
export function watchStalls(stalled: (error: AppError) => void): StallWatch {
  let since: number | undefined;
  let timer = setTimeout(look, stalledAfterMs);

  function look(): void {
    const idleMs = since === undefined ? 0 : performance.now() - since;
    if (idleMs < stalledAfterMs) timer = setTimeout(look, Math.ceil(stalledAfterMs - idleMs));
    else stalled(new AppError('body_stalled', `Nothing of a body came for ${stalledAfterMs} ms.`));
  }

  return {
    wait() {
      since ??= performance.now();
    },
    came(more) {
      since = more ? performance.now() : undefined;
    },
    stop: () => clearTimeout(timer),
  };
}
