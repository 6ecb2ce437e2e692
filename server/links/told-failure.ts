import type { ErrorCode } from '../errors.ts';

/**
 * However an exchange fails, a merchant is told the same: it is not asked for where the store is another
 * company's. What else would tell a merchant what is known here of a store, or of a company, has one answer, too; what it was in truth is for the
 * log and the trail.
 */
const toldOtherwise: Partial<Record<ErrorCode, ErrorCode>> = {
  code_refused: 'store_not_connected',
  bigcommerce_unreachable: 'store_not_connected',
  bigcommerce_bad_response: 'store_not_connected',
  bigcommerce_timeout: 'store_not_connected',
  install_interrupted: 'store_not_connected',
  storage_unavailable: 'store_not_connected',
  internal_error: 'store_not_connected',
  context_mismatch: 'store_not_connected',
  store_of_other_company: 'store_not_connected',
  connection_unknown: 'store_not_connected',
  connection_exists: 'store_not_connected',
  connection_not_connected: 'store_not_connected',
  disconnected_meanwhile: 'store_not_connected',
  company_unknown: 'link_unknown',
  app_unknown: 'link_revoked',
};

/** The code that a merchant with a link is told for one of ours. */
export function toldFailure(code: ErrorCode): ErrorCode {
  return toldOtherwise[code] ?? code;
}
