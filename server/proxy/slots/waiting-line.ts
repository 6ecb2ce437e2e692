/** Those who wait for a slot in this process, by when they came. */
import type { Slot } from './slot.ts';

export type Waiter = {
  /** When the request came, and how long it waits, by the monotonic clock. */
  since: number;
  until: number;
  keyId: string;
  give(slot: Slot): void;
  refuse(error: unknown): void;
};

export type WaitingLine = {
  length(): number;
  /** How many wait with that API key. */
  countOf(keyId: string): number;
  /** A place before everybody who came later. */
  join(who: Pick<Waiter, 'since' | 'until' | 'keyId'>): { waiter: Waiter; slot: Promise<Slot> };
  /** Takes out who came first. */
  shift(): Waiter | undefined;
  /** Takes somebody out; who is not there any more is left alone. */
  refuse(waiter: Waiter, error: unknown): void;
  refuseAll(error: unknown): void;
  /** Those who do not wait until `time`. */
  refuseBefore(time: number, error: () => unknown): void;
  /** When the first of them has waited long enough. */
  soonest(): number;
  /** How long the first `count` have waited, in milliseconds. */
  ages(now: number, count: number): number[];
};

export function createWaitingLine(): WaitingLine {
  const waiting: Waiter[] = [];

  const refuse = (waiter: Waiter, error: unknown) => {
    const place = waiting.indexOf(waiter);
    if (place < 0) return;
    waiting.splice(place, 1);
    waiter.refuse(error);
  };

  return {
    length: () => waiting.length,

    countOf: (keyId) => waiting.filter((waiter) => waiter.keyId === keyId).length,

    join(who) {
      const waiter: Waiter = { ...who, give: () => undefined, refuse: () => undefined };
      const slot = new Promise<Slot>((resolve, reject) => {
        waiter.give = resolve;
        waiter.refuse = reject;
      });
      const behind = waiting.findIndex(({ since }) => since > who.since);
      waiting.splice(behind < 0 ? waiting.length : behind, 0, waiter);
      return { waiter, slot };
    },

    shift: () => waiting.shift(),
    refuse,
    refuseAll(error) {
      for (const waiter of waiting.splice(0)) waiter.refuse(error);
    },
    refuseBefore(time, error) {
      for (const waiter of waiting.filter(({ until }) => until < time)) refuse(waiter, error());
    },
    soonest: () => waiting.reduce((soonest, { until }) => Math.min(soonest, until), Infinity),
    ages: (now, count) => waiting.slice(0, count).map(({ since }) => Math.max(0, now - since)),
  };
}
