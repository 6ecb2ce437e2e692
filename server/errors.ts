/**
 * Every failure that a person or program may meet has a code here, with its HTTP status.
 * The words for people are in `language/`, keyed by the same codes; the message of an error is
 * written for the log and never shown.
 */
const statusByCode = {
  // Install (auth callback)
  callback_without_code: 400,
  parameter_invalid: 400,
  consent_denied: 400,
  authorization_failed: 400,
  state_unknown: 403,
  code_refused: 400,
  context_mismatch: 400,
  install_interrupted: 503,
  bigcommerce_unreachable: 502,
  bigcommerce_bad_response: 502,
  bigcommerce_timeout: 504,
  // Signed callbacks (load, uninstall, remove user)
  payload_missing: 400,
  payload_invalid: 401,
  payload_expired: 401,
  app_not_installed: 404,
  user_removed: 403,
  // Embedded app
  session_ended: 401,
  origin_refused: 403,
  // Everywhere
  app_unknown: 404,
  page_not_found: 404,
  method_not_allowed: 405,
  storage_unavailable: 503,
  internal_error: 500,
} as const;

export type ErrorCode = keyof typeof statusByCode;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(statusByCode, code);
}

/** An error with a stable code; `parameter` names the query parameter at fault, where there is one. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly parameter: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; parameter?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = statusByCode[code];
    this.parameter = options.parameter;
  }
}
