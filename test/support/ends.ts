/** Remembers what a test started, and ends all of it whatever happened, the latest first. */
export type Ends = {
  /** Ends `thing` by `end` later; answers the thing. */
  later<T>(thing: T, end: (thing: T) => unknown): T;
  /** For an `after` or `afterEach` hook. @throws the first error, when the rest has ended too */
  all(): Promise<void>;
};

export function collectEnds(): Ends {
  const ends: (() => unknown)[] = [];
  return {
    later(thing, end) {
      ends.push(() => end(thing));
      return thing;
    },
    async all() {
      const errors: unknown[] = [];
      for (const end of ends.splice(0).reverse()) {
        try {
          await end();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
