import { AppError } from '../../server/errors.ts';

/** The AppError with which something fails. @throws Error when it does not, or fails otherwise */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof AppError) return outcome;
  throw outcome instanceof Error ? outcome : new Error('It did not fail.');
}
