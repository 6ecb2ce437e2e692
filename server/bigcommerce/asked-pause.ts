/** How long BigCommerce asks to be left alone when it has answered 429. */

const longestUnsaidPauseMs = 8_000;
/** Twice BigCommerce's window: one strange answer must not stop a connection for days. */
export const longestPauseMs = 60_000;

/** The value of a header, by its name in lower case. */
export type ReadHeader = (name: string) => string | undefined;

/** The longest of what the headers say, in milliseconds; undefined when they say nothing. */
export function saidPauseMs(read: ReadHeader): number | undefined {
  const said = [
    readNumber(read('x-rate-limit-time-reset-ms')),
    readNumber(read('x-retry-after')) * 1000,
    readNumber(read('retry-after')) * 1000,
  ].filter((ms) => !Number.isNaN(ms));
  if (said.length === 0) return undefined;
  return Math.min(Math.ceil(Math.max(...said)), longestPauseMs);
}

/**
 * What the headers say. Without a word the platform is overloaded: a second, and twice as long each time.
 * @param attempt 0 for the first
 */
export function pauseMs(read: ReadHeader, attempt: number): number {
  return saidPauseMs(read) || Math.min(1_000 * 2 ** attempt, longestUnsaidPauseMs);
}

function readNumber(value: string | undefined): number {
  const text = value?.trim() ?? '';
  return /^\d{1,9}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
