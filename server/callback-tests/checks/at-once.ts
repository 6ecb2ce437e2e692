/** Lets so much work run at once and no more; the rest waits in line. */

export type AtOnce = <T>(work: () => Promise<T>) => Promise<T>;

export function createAtOnce(limit: number): AtOnce {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      // Whoever waited longest gets this turn, which is never free in between.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
