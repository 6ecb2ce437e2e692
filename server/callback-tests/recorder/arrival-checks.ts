/**
 * The checks that a callback runs through, in order, and which error belongs to which: what an error
 * code says of the checks before and after it.
 */
import type { ErrorCode } from '../../errors.ts';
import type { CallbackKind } from '../../iclients/callback-urls.ts';

export const arrivalChecks = [
  'request',
  'app',
  'announced',
  'parameters',
  'allowed',
  'exchange',
  'token_store',
  'saved',
  'payload',
  'signature',
  'times',
  'connection',
  'user',
] as const;
export type ArrivalCheck = (typeof arrivalChecks)[number];

/** `unknown`: it failed on our side, at a place that the code does not tell. */
export type ArrivalCheckVerdict = 'passed' | 'failed' | 'not_reached' | 'unknown';

type Checks = readonly (readonly [ArrivalCheck, readonly ErrorCode[]])[];

const first: Checks = [
  ['request', ['method_not_allowed', 'opened_ahead']],
  ['app', ['page_not_found', 'app_unknown']],
];

const linkErrors = [
  'visit_unknown',
  'link_unknown',
  'link_used',
  'link_expired',
  'link_revoked',
  'links_off',
  'company_unknown',
  'store_of_other_company',
] as const satisfies readonly ErrorCode[];

/** As install/ runs through them. */
const auth: Checks = [
  ...first,
  ['announced', ['state_unknown', 'other_browser', 'authorization_expired']],
  [
    'parameters',
    ['callback_without_code', 'parameter_invalid', 'consent_denied', 'authorization_failed'],
  ],
  ['allowed', ['store_mismatch', 'starter_gone', ...linkErrors]],
  [
    'exchange',
    [
      'code_refused',
      'redirect_uri_refused',
      'install_interrupted',
      'bigcommerce_unreachable',
      'bigcommerce_bad_response',
      'bigcommerce_timeout',
    ],
  ],
  ['token_store', ['context_mismatch', 'store_not_connected']],
  ['saved', ['connection_unknown', 'disconnected_meanwhile']],
];

/** As callbacks/ runs through them. */
const signed: Checks = [
  ...first,
  ['payload', ['payload_missing', 'parameter_invalid']],
  ['signature', ['payload_invalid']],
  ['times', ['payload_expired']],
  ['connection', ['app_not_installed']],
];

const checksOf: Record<CallbackKind, Checks> = {
  auth,
  load: [...signed, ['user', ['user_removed']]],
  uninstall: signed,
  remove_user: signed,
};

/**
 * Each check of a callback with its verdict.
 * @param answered false when the caller went away before the answer, so that nothing is told of its checks
 */
export function checksOfArrival(
  kind: CallbackKind,
  { code, answered }: { code: ErrorCode | undefined; answered: boolean },
): { check: ArrivalCheck; verdict: ArrivalCheckVerdict }[] {
  const checks = checksOf[kind];
  const failedAt = checks.findIndex(([, codes]) => code !== undefined && codes.includes(code));
  const isToldWhere = failedAt >= 0 || (code === undefined && answered);
  return checks.map(([check], at) => ({
    check,
    verdict: isToldWhere ? verdictOf(at, failedAt) : 'unknown',
  }));
}

/** Whether it was refused before its code or the signature of its payload was looked at, as anybody can be. */
export function isRefusedEarly(kind: CallbackKind, code: ErrorCode | undefined): boolean {
  const at = checksOf[kind].findIndex(([, codes]) => code !== undefined && codes.includes(code));
  const looksAt = checksOf[kind].findIndex(
    ([check]) => check === 'allowed' || check === 'signature',
  );
  return at >= 0 && at < looksAt;
}

function verdictOf(at: number, failedAt: number): ArrivalCheckVerdict {
  if (at === failedAt) return 'failed';
  return failedAt >= 0 && at > failedAt ? 'not_reached' : 'passed';
}
