/** How long a caller waits for its turn. */
import { AppError } from '../errors.ts';
import { maxWait } from '../http/max-wait.ts';

export const maxWaitHeader = maxWait.header.toLowerCase();

/**
 * @param value of `X-Connector-Max-Wait`: whole seconds, 0 to 60
 * @throws AppError `header_invalid`
 */
export function patienceMs(value: string | string[] | undefined): number {
  if (value === undefined) return maxWait.defaultSeconds * 1_000;
  const seconds = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : undefined;
  if (seconds === undefined || seconds > maxWait.mostSeconds)
    throw new AppError('header_invalid', 'The maximum wait is malformed.', {
      parameter: maxWait.header,
    });
  return seconds * 1_000;
}
