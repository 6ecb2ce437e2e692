/**
 * One lender's slots as far as this process has them. A slot that comes free serves the next request
 * here without a word to Redis, unless requests wait in other processes: then it goes back, and
 * Redis gives it to whoever has waited longest.
 */
import { AppError } from '../../errors.ts';
import type { ExchangeAnswer, Standing } from './scripts.ts';
import type { AcquireOptions, PendingSlot, Slot } from './slot.ts';
import { createWaitingLine } from './waiting-line.ts';

/** Requests of one lender that may wait in one process; half of them with the same API key. */
const waitingAtMost = 200;
const waitingWithOneKey = waitingAtMost / 2;
/**
 * Slots serve new requests for so long after Redis last confirmed them; their lease is longer by the
 * longest request, so that it outlives every request that began with them.
 */
export const trustedMs = 10_000;
/** Whoever waits asks at least so often: a process that died tells nobody. */
const askAgainMs = 1_000;

export type PoolLink = {
  exchange(
    standing: Pick<Standing, 'level' | 'returned' | 'inUse' | 'ages'>,
  ): Promise<ExchangeAnswer>;
  levelChanged(from: number, to: number): void;
};

export type Pool = ReturnType<typeof createPool>;

/** @param clock the monotonic clock, in milliseconds */
export function createPool(link: PoolLink, clock = () => performance.now()) {
  let level = 1;
  let granted = 0;
  let returned = 0;
  let born = 0;
  let inUse = 0;
  let mostInUse = 0;
  /** Others wait, there are fewer slots than are held, or nobody may call: what comes free goes back. */
  let givingBack = false;
  let trustedUntil = 0;
  /** Slots that there may be now in all processes, and the level by which Redis said so. */
  let limit = 0;
  let limitOfLevel = 0;
  let pausedUntil = 0;
  let unsaid = false;
  let exchanging: Promise<void> | undefined;
  let wake: NodeJS.Timeout | undefined;
  let wakeAt = 0;
  const line = createWaitingLine();

  const free = () => granted - returned - inUse;
  const trusted = () => clock() < trustedUntil;
  /** Nothing is to be had from Redis while this process has every slot and nobody else waits. */
  const hasAll = () =>
    !givingBack && granted - returned >= limit && limitOfLevel === level && trusted();

  function take(): Slot {
    inUse += 1;
    if (inUse > mostInUse) mostInUse = inUse;
    let released = false;
    return {
      release() {
        if (released) return;
        released = true;
        inUse -= 1;
        if (givingBack) giveBack(1);
        else serve();
      },
    };
  }

  function giveBack(count: number): void {
    returned += count;
    void exchange();
  }

  function serve(): void {
    while (line.length() > 0 && free() > 0) {
      if (!trusted()) return void exchange();
      line.shift()?.give(take());
    }
  }

  /** One exchange at a time; what changes meanwhile is told by the next. */
  function exchange(): Promise<void> {
    unsaid = true;
    exchanging ??= exchangeAll();
    return exchanging;
  }

  async function exchangeAll(): Promise<void> {
    try {
      while (unsaid) await exchangeOnce();
    } catch (error) {
      unsaid = true;
      line.refuseAll(error);
    } finally {
      // At once: whoever comes from now on begins another one.
      exchanging = undefined;
      planNext();
    }
  }

  async function exchangeOnce(): Promise<void> {
    unsaid = false;
    const asked = clock();
    const said = { level, returned, inUse, ages: line.ages(asked, level) };
    const answer = await link.exchange(said);
    countFrom(answer, said.returned);
    accept(answer, asked);
    limitOfLevel = said.level;
  }

  /**
   * Redis may have forgotten this process, as after a pause. Then what was given back since it was
   * asked was of slots that it had taken back before, and must not be counted a second time.
   */
  function countFrom(answer: ExchangeAnswer, saidReturned: number): void {
    if (answer.born === born) {
      granted = Math.max(granted, answer.granted);
      return;
    }
    born = answer.born;
    granted = answer.granted;
    returned = saidReturned;
  }

  function accept(answer: ExchangeAnswer, asked: number): void {
    trustedUntil = asked + trustedMs;
    limit = answer.limit;
    pausedUntil = clock() + answer.pausedMs;
    const nobodyMay = answer.total > answer.limit || answer.pausedMs > 0;
    givingBack = answer.othersWait || nobodyMay;
    if (!nobodyMay) serve();
    if (givingBack && free() > 0) giveBack(free());
    line.refuseBefore(pausedUntil, busy);
    if (answer.limit !== answer.limitBefore) link.levelChanged(answer.limitBefore, answer.limit);
  }

  /** One timer for all who wait: to ask Redis again, or to refuse who has waited long enough. */
  function planNext(): void {
    clearTimeout(wake);
    wake = undefined;
    if (line.length() === 0) return;
    const now = clock();
    const pause = pausedUntil - now;
    const ask = pause > 0 ? Math.min(pause + 1, askAgainMs) : askAgainMs;
    wakeAt = Math.min(line.soonest(), now + ask);
    wake = setTimeout(refuseLate, Math.max(1, Math.ceil(wakeAt - now)));
  }

  function refuseLate(): void {
    wake = undefined;
    line.refuseBefore(clock(), busy);
    if (line.length() > 0) void exchange();
  }

  function busy(): AppError {
    const pause = pausedUntil - clock();
    return new AppError('slots_busy', 'No slot came free in time.', {
      retryAfterSeconds: Math.max(1, Math.ceil(pause / 1000)),
    });
  }

  function wanted(): void {
    givingBack = true;
    if (free() > 0) giveBack(free());
    else if (line.length() > 0) void exchange();
  }

  function wait({ maxWaitMs, since = clock(), keyId }: AcquireOptions): PendingSlot {
    const { waiter, slot } = line.join({ since, until: clock() + maxWaitMs, keyId });
    if (!hasAll()) void exchange();
    else if (wake === undefined || waiter.until < wakeAt) planNext();
    const left = () => new Error('Who waited for a slot has left.');
    return { slot, leave: () => line.refuse(waiter, left()) };
  }

  return {
    /** The lender's own level, which may change at any time. */
    setLevel(known: number) {
      const before = level;
      level = known;
      if (known < before && granted - returned > known) wanted();
      else if (known > before && line.length() > 0) void exchange();
    },

    tryAcquire(): Slot | undefined {
      if (givingBack || line.length() > 0 || free() <= 0 || !trusted()) return undefined;
      return take();
    },

    acquire(options: AcquireOptions): PendingSlot {
      const hasPlace =
        line.length() < waitingAtMost && line.countOf(options.keyId) < waitingWithOneKey;
      if (hasPlace) return wait(options);
      return { slot: Promise.reject(busy()), leave: () => undefined };
    },

    /** Redis granted this process slots; of what it counted before a new beginning nothing is left. */
    grantedUpTo(count: number, countedFrom: number) {
      if (countedFrom !== born) return;
      granted = Math.max(granted, count);
      serve();
      if (givingBack && free() > 0) giveBack(free());
    },

    /** Somebody else waits for a slot, or the level was lowered. */
    wanted,

    /**
     * Renews the lease, and gives back what was not needed since the last time.
     * @returns false when this process has no part in the lender's slots any more
     */
    keepUp(): boolean {
      const spare = Math.min(free(), granted - returned - mostInUse);
      mostInUse = inUse;
      if (line.length() === 0 && spare > 0) giveBack(spare);
      else if (granted > returned || line.length() > 0 || givingBack || unsaid) void exchange();
      else return exchanging !== undefined;
      return true;
    },

    inUse: () => inUse,
    waiting: line.length,

    async close(): Promise<void> {
      clearTimeout(wake);
      line.refuseAll(busy());
      if (granted > returned) {
        returned = granted;
        await exchange();
      }
      clearTimeout(wake);
    },
  };
}
