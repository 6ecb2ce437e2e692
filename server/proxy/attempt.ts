/** Sends a call once and passes the answer on as it comes, unless the call may be sent again. */
import { pauseMs } from '../bigcommerce/asked-pause.ts';
import type { Forwarded, ForwardFailure, Receiver } from '../bigcommerce/forward.ts';
import { requiredScope } from '../bigcommerce/required-scope.ts';
import { AppError } from '../errors.ts';
import type { ExchangeDeps, Passing } from './exchange.ts';
import { answerHeaders, headerOf } from './headers.ts';
import { mayTryAgain } from './retry.ts';
import type { Slot } from './slots/slots.ts';

/** `cut`: the answer had begun when BigCommerce failed. */
export type Ending = 'answered' | 'left' | 'cut';

export type Outcome =
  | { kind: 'ended'; ending: Ending }
  | { kind: 'failed'; error: AppError }
  /** Nothing was written; send it once more, after a pause if BigCommerce asked for one. */
  | { kind: 'slow_down'; slowed: Promise<void> }
  | { kind: 'connection' };

/** A short rest of an unwanted answer is let through, so that the connection can be used again. */
const unwantedAtMost = 64 * 1024;

const ended: Record<Ending, Outcome> = {
  answered: { kind: 'ended', ending: 'answered' },
  left: { kind: 'ended', ending: 'left' },
  cut: { kind: 'ended', ending: 'cut' },
};

/**
 * Never rejects. The slot is released when the outcome is known, and what sending throws is a failure.
 * @param attempt 0 for the first
 */
export function sendOnce(
  deps: ExchangeDeps,
  passing: Passing,
  slot: Slot,
  attempt: number,
): Promise<Outcome> {
  const { res, call, body, caller } = passing;
  if (caller.left()) {
    slot.release();
    return Promise.resolve(ended.left);
  }
  return new Promise((resolve) => {
    let decided = false;
    let unwanted = 0;
    const decide = (outcome: Outcome) => {
      decided = true;
      slot.release();
      body?.forgive();
      resolve(outcome);
    };
    const receiver: Receiver = {
      head(status, rawHeaders) {
        const instead = insteadOfAnswer(deps, passing, attempt, status, rawHeaders);
        if (instead) return decide(instead);
        noteToken(deps, passing, status);
        body?.forgive();
        writeHead(passing, status, rawHeaders, deps.stopping());
      },
      data(chunk) {
        if (decided) {
          unwanted += chunk.length;
          if (unwanted > unwantedAtMost) forwarded.abort();
          return true;
        }
        if (res.write(chunk)) return true;
        res.once('drain', forwarded.resume);
        return false;
      },
      end() {
        if (decided) return;
        res.end();
        decide(ended.answered);
      },
      failed(failure) {
        if (decided) return;
        if (res.headersSent) res.destroy();
        decide(outcomeOf(passing, failure, attempt));
      },
    };
    const giveUp = (outcome: Outcome) => {
      decide(outcome);
      forwarded.abort();
    };
    const opened = body?.open((error) => giveUp({ kind: 'failed', error }));
    const forwarded: Forwarded = deps.forwarder.send({ ...call, body: opened ?? null }, receiver);
    caller.whenLeft(() => giveUp(ended.left));
  });
}

/** What to do instead of passing an answer on; undefined to pass it on. */
function insteadOfAnswer(
  { slots, metrics }: ExchangeDeps,
  { target, body, patientUntil }: Passing,
  attempt: number,
  status: number,
  rawHeaders: Buffer[],
): Outcome | undefined {
  if (status === 429) {
    metrics.slowedDown();
    const waitMs = pauseMs((name) => headerOf(rawHeaders, name), attempt);
    const fits = performance.now() + waitMs <= patientUntil;
    // Before the slot is released: nobody who waits here may have it now.
    const slowed = slots.slowDown(target.lender, waitMs);
    if (fits && (body?.replayable() ?? true)) return { kind: 'slow_down', slowed };
    slowed.catch(() => undefined);
  }
  if (status < 300 || status > 399 || status === 304) return undefined;
  const error = new AppError(
    'bigcommerce_redirected',
    `BigCommerce answered with status ${status}.`,
  );
  return { kind: 'failed', error };
}

function noteToken({ tokenWatch }: ExchangeDeps, { target }: Passing, status: number): void {
  if (status === 401) tokenWatch.refused(target);
  else if (status < 300) tokenWatch.accepted(target);
}

function writeHead(
  { req, res, call, body, ownHeaders }: Passing,
  status: number,
  raw: Buffer[],
  stopping: boolean,
) {
  const headers = answerHeaders(raw);
  for (const text of ownHeaders) headers.push(text);
  const scope = status === 403 ? requiredScope(call.method, call.path) : undefined;
  if (scope !== undefined) headers.push('X-Connector-Required-Scope', scope);
  // What is still to come of the request is not wanted, and would be taken for the next one.
  if (stopping || (body && !req.complete)) headers.push('Connection', 'close');
  res.writeHead(status, headers);
}

function outcomeOf(
  { res, call, body }: Passing,
  failure: ForwardFailure,
  attempt: number,
): Outcome {
  if (res.headersSent) return ended.cut;
  const { kind, cause } = failure;
  if (mayTryAgain(call.method, failure, attempt) && (body?.replayable() ?? true))
    return { kind: 'connection' };
  const code = kind === 'timeout' ? 'call_timed_out' : 'call_failed';
  return { kind: 'failed', error: new AppError(code, 'A proxied call failed.', { cause }) };
}
