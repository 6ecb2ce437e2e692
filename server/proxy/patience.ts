/** How long a caller waits for its turn, and how long BigCommerce asks it to. */
import { AppError } from '../errors.ts';
import { headerOf } from './headers.ts';

export const maxWaitHeader = 'x-connector-max-wait';
const defaultWaitMs = 10_000;
const longestUnsaidPauseMs = 8_000;
/** Twice BigCommerce's window: one strange answer must not stop a connection for days. */
const longestPauseMs = 60_000;

/**
 * @param value of `X-Connector-Max-Wait`: whole seconds, 0 to 60
 * @throws AppError `header_invalid`
 */
export function patienceMs(value: string | string[] | undefined): number {
  if (value === undefined) return defaultWaitMs;
  if (typeof value !== 'string' || !/^(?:[0-5]?\d|60)$/.test(value))
    throw new AppError('header_invalid', 'The maximum wait is malformed.', {
      parameter: 'X-Connector-Max-Wait',
    });
  return Number(value) * 1000;
}

/**
 * The longest of what a 429 says. Without a word the platform is overloaded: a second, and twice as
 * long each time.
 * @param attempt 0 for the first
 */
export function pauseMs(rawHeaders: Buffer[], attempt: number): number {
  const number = (name: string) => {
    const value = headerOf(rawHeaders, name)?.trim() ?? '';
    return /^\d{1,9}(?:\.\d+)?$/.test(value) ? Number(value) : 0;
  };
  const said = Math.max(
    number('x-rate-limit-time-reset-ms'),
    number('x-retry-after') * 1000,
    number('retry-after') * 1000,
  );
  if (said > 0) return Math.min(Math.ceil(said), longestPauseMs);
  return Math.min(1_000 * 2 ** attempt, longestUnsaidPauseMs);
}
