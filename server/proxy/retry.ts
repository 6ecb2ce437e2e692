import type { ForwardFailure } from '../bigcommerce/forward.ts';

// RFC 9110 section 9.2.2.
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const reading = new Set(['GET', 'HEAD']);

/**
 * Whether a call that got no answer may be sent once more. What was never sent is safe for every
 * idempotent method. A connection that ended before any answer may have carried the call all the
 * same, so then only calls that read are repeated.
 */
export function mayTryAgain(method: string, failure: ForwardFailure, attempt: number): boolean {
  if (attempt > 0 || failure.kind !== 'reset') return false;
  return (failure.sent ? reading : idempotent).has(method);
}
