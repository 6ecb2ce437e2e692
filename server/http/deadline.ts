/**
 * A signal that aborts after a while, or when one of the others does.
 *
 * `AbortSignal.any` holds its sources weakly, and so does Node the timer of an `AbortSignal.timeout`: with
 * nothing else that refers to it, a garbage collection takes the deadline away. Here the timer holds it.
 * @param ms milliseconds from now
 * @returns aborts with a `TimeoutError` when the time is over, else with the reason of the other
 */
export function deadlineAfter(ms: number, ...others: AbortSignal[]): AbortSignal {
  const over = new AbortController();
  const end = () => over.abort(new DOMException('The time is over.', 'TimeoutError'));
  setTimeout(end, ms).unref();
  return AbortSignal.any([over.signal, ...others]);
}
