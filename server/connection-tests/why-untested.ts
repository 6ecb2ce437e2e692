import { AppError } from '../errors.ts';

/**
 * Why a test told nothing of the token: BigCommerce gave no good answer, or the connection's turn did
 * not come. Both pass.
 * @throws the error itself when it is not of the test
 */
export function whyUntested(error: unknown): 'unreachable' | 'busy' {
  const code = error instanceof AppError ? error.code : '';
  if (code === 'slots_busy') return 'busy';
  if (code.startsWith('bigcommerce_')) return 'unreachable';
  throw error;
}
