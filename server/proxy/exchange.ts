/**
 * One call of a program and its answer: a slot, BigCommerce, and again where that does no harm. A
 * caller who leaves ends everything at once.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiKey } from '../api-keys/api-key.ts';
import type { ForwardedCall, Forwarder } from '../bigcommerce/forward.ts';
import type { ProxyMetrics } from '../metrics/metrics.ts';
import { type Ending, sendOnce } from './attempt.ts';
import type { Caller, Callers } from './caller.ts';
import { type RequestBody, requestBody } from './request-body.ts';
import type { Slot, Slots } from './slots/slots.ts';
import type { Target } from './targets.ts';
import type { TokenWatch } from './token-watch.ts';

export type ExchangeDeps = {
  forwarder: Pick<Forwarder, 'send'>;
  slots: Pick<Slots, 'tryAcquire' | 'acquire' | 'slowDown'>;
  tokenWatch: Pick<TokenWatch, 'refused' | 'accepted'>;
  metrics: ProxyMetrics;
  callers: Callers;
  /** The service stops: an answer is the last one on its connection. */
  stopping(): boolean;
};

export type Exchange = {
  req: IncomingMessage;
  res: ServerResponse;
  call: Omit<ForwardedCall, 'body'>;
  target: Target;
  key: Pick<ApiKey, 'id'>;
  /**
   * Both anew: who waited may not do any more what they might before.
   * @throws AppError like the first time
   */
  prepare(): Promise<Pick<Exchange, 'call' | 'target'>>;
  /** Headers of ours for the answer, names and values in turn. */
  ownHeaders: string[];
  /** By the monotonic clock: when the request came, and until when it waits for its turn. */
  arrivedAt: number;
  patientUntil: number;
};

/** An exchange under way. */
export type Passing = Exchange & { caller: Caller; body: RequestBody | undefined };

/**
 * Resolves when the answer is written, or broke off, or the caller has left.
 * @throws AppError when nothing was written: `slots_busy`, `storage_unavailable`, `body_stalled`,
 * `call_failed`, `call_timed_out` or `bigcommerce_redirected`
 */
export async function exchange(deps: ExchangeDeps, asked: Exchange): Promise<Ending> {
  const { req, res } = asked;
  const passing = { ...asked, caller: deps.callers.follow(req, res), body: requestBody(req) };
  const { caller, body } = passing;
  let slot: Slot | undefined;
  try {
    if (body?.begun() === false) await beginningOf(body, passing);
    for (let attempt = 0; ; attempt += 1) {
      if (attempt > 0) await renew(passing);
      slot = deps.slots.tryAcquire(passing.target.lender) ?? (await waitForSlot(deps, passing));
      const outcome = await sendOnce(deps, passing, slot, attempt);
      if (outcome.kind === 'ended') return outcome.ending;
      if (outcome.kind === 'failed') throw outcome.error;
      deps.metrics.retried(outcome.kind);
      if (outcome.kind === 'slow_down') await outcome.slowed;
    }
  } catch (error) {
    if (caller.left()) return 'left';
    throw error;
  } finally {
    // Whatever was thrown on the way; a slot that came back already stays so.
    slot?.release();
    caller.forget();
    body?.discard();
  }
}

/** Nobody gets a slot to send nothing in it. @throws AppError `body_stalled`, or what `prepare` throws */
async function beginningOf(body: RequestBody, passing: Passing): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    passing.caller.whenLeft(() => reject(new Error('The caller has left.')));
    body.whenBegun(resolve, reject);
  });
  await renew(passing);
}

/** Whoever would not wait waits at least until Redis has said whether a slot is free. */
const askingMs = 250;

/** @throws AppError `slots_busy`, or what `prepare` throws */
async function waitForSlot(
  { slots }: Pick<ExchangeDeps, 'slots'>,
  passing: Passing,
): Promise<Slot> {
  const { caller, arrivedAt, patientUntil, key } = passing;
  for (;;) {
    const { lender } = passing.target;
    const pending = slots.acquire(lender, {
      maxWaitMs: Math.max(askingMs, patientUntil - performance.now()),
      since: arrivedAt,
      keyId: key.id,
    });
    caller.whenLeft(pending.leave);
    const slot = await pending.slot;
    try {
      await renew(passing);
    } catch (error) {
      slot.release();
      throw error;
    }
    if (passing.target.lender.id === lender.id) return slot;
    slot.release();
  }
}

async function renew(passing: Passing): Promise<void> {
  const { call, target } = await passing.prepare();
  Object.assign(passing, { call, target });
}
