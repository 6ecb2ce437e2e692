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
  starter_gone: 403,
  disconnected_meanwhile: 409,
  other_browser: 403,
  store_mismatch: 400,
  authorization_expired: 410,
  redirect_uri_refused: 400,
  code_refused: 400,
  context_mismatch: 400,
  install_interrupted: 503,
  bigcommerce_unreachable: 502,
  bigcommerce_bad_response: 502,
  bigcommerce_timeout: 504,
  token_refused: 422,
  // Signed callbacks (load, uninstall, remove user)
  payload_missing: 400,
  payload_invalid: 401,
  payload_expired: 401,
  app_not_installed: 404,
  user_removed: 403,
  // Embedded app
  session_ended: 401,
  origin_refused: 403,
  // Console: sign-in and users
  sign_in_needed: 401,
  role_missing: 403,
  form_refused: 403,
  opened_elsewhere: 403,
  too_many_attempts: 429,
  link_invalid: 410,
  last_admin: 409,
  user_exists: 409,
  user_unknown: 404,
  // Connections
  connection_unknown: 404,
  connection_exists: 409,
  name_taken: 409,
  lender_unsuitable: 409,
  lends_concurrency: 409,
  store_fixed: 409,
  slots_busy: 429,
  // Calls through the proxy
  path_refused: 400,
  path_incomplete: 400,
  header_invalid: 400,
  connection_not_connected: 409,
  body_stalled: 408,
  call_failed: 502,
  call_timed_out: 504,
  bigcommerce_redirected: 502,
  // iClients
  iclient_unknown: 404,
  iclient_in_use: 409,
  iclient_from_environment: 409,
  client_id_taken: 409,
  // Checks of callback URLs
  callback_check_unknown: 404,
  callback_check_too_soon: 429,
  // Callback tests
  simulation_unknown: 404,
  simulation_too_soon: 429,
  simulations_busy: 503,
  callback_record_unknown: 404,
  streams_full: 503,
  // API keys
  api_key_unknown: 404,
  api_key_made_before: 409,
  api_key_invalid: 401,
  permission_missing: 403,
  // REST API
  body_invalid: 400,
  query_invalid: 400,
  media_type_unsupported: 415,
  body_too_large: 413,
  idempotency_key_invalid: 400,
  idempotency_mismatch: 422,
  idempotency_in_progress: 409,
  key_limited: 403,
  endpoint_unknown: 404,
  no_token: 409,
  nothing_to_authorize: 409,
  return_url_refused: 400,
  authorization_link_invalid: 410,
  opened_ahead: 425,
  // Picker
  picker_session_invalid: 401,
  picker_session_ended: 410,
  picker_cannot_create: 403,
  // Companies and links
  company_unknown: 404,
  company_in_use: 409,
  external_id_taken: 409,
  store_of_other_company: 409,
  link_unknown: 404,
  link_made_before: 409,
  link_used: 410,
  link_expired: 410,
  link_revoked: 410,
  links_off: 503,
  visit_unknown: 410,
  store_not_connected: 422,
  scopes_missing: 422,
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

/** The HTTP status of an error code. */
export function statusOf(code: ErrorCode): number {
  return statusByCode[code];
}

/**
 * An error with a stable code; `parameter` names the parameter at fault, `details` other things that
 * it is about, such as the id of a connection that stands in the way.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly parameter: string | undefined;
  readonly details: Readonly<Record<string, string | string[]>>;
  /** Further members of the problem that programs are answered, such as `errors`, one for each field. */
  readonly members: Readonly<Record<string, unknown>>;
  /** When trying again makes sense; answered as Retry-After. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      cause?: unknown;
      parameter?: string;
      details?: Record<string, string | string[]>;
      members?: Record<string, unknown>;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = statusByCode[code];
    this.parameter = options.parameter;
    this.details = options.details ?? {};
    this.members = options.members ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
