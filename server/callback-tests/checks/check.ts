/** What a check of an iClient's callback URLs is: targets, the checks of each, and why each came out as it did. */
import type { CallbackKind } from '../../iclients/callback-urls.ts';
import type { BackgroundRun } from '../background-runs.ts';
import type { Diagnosis } from '../diagnoses.ts';
import { printable } from '../printable.ts';

export const checkNames = [
  'well_formed',
  'https',
  'public_name',
  'dns',
  'certificate',
  'redirect_uri',
  'round_trip',
  'frame',
  'cookie',
] as const;
export type CheckName = (typeof checkNames)[number];

export const verdicts = ['ok', 'warning', 'failed', 'not_run'] as const;
export type Verdict = (typeof verdicts)[number];

/** Each reason with its verdict; `language/` has the words for each (`callbacks.checks.reasons`). */
const verdictByReason = {
  well_formed: 'ok',
  malformed: 'failed',
  other_spelling: 'failed',
  is_https: 'ok',
  http_on_this_machine: 'warning',
  not_https: 'failed',
  public_address: 'ok',
  this_machine_for_browsers: 'warning',
  this_machine_for_servers: 'warning',
  private_from_here: 'warning',
  private_address: 'failed',
  address_forbidden: 'failed',
  resolved: 'ok',
  is_an_address: 'ok',
  name_unknown: 'failed',
  tunnel_unknown: 'failed',
  lookup_failed: 'failed',
  certificate_valid: 'ok',
  certificate_ends_soon: 'warning',
  certificate_expired: 'failed',
  certificate_not_yet_valid: 'failed',
  certificate_self_signed: 'failed',
  certificate_other_name: 'failed',
  certificate_chain_incomplete: 'failed',
  certificate_untrusted: 'failed',
  tls_failed: 'failed',
  sent_as_it_is: 'ok',
  sent_when_chosen: 'ok',
  came_back: 'ok',
  came_back_by_proxy: 'ok',
  came_back_for_other_host: 'ok',
  connection_refused: 'failed',
  unreachable: 'failed',
  timed_out: 'failed',
  connection_cut: 'failed',
  not_http: 'failed',
  redirected: 'warning',
  redirect_loses_query: 'failed',
  answered_elsewhere: 'failed',
  tunnel_gone: 'failed',
  tunnel_page_first: 'failed',
  other_path: 'failed',
  query_and_headers_lost: 'failed',
  query_lost: 'failed',
  query_changed: 'failed',
  query_written_differently: 'warning',
  answer_replaced: 'failed',
  body_rewritten: 'warning',
  may_be_framed: 'ok',
  frame_options_added: 'warning',
  frame_refused: 'failed',
  frame_policy_lost: 'warning',
  cookie_kept: 'ok',
  cookie_changed: 'failed',
  cookie_lost: 'failed',
  no_tls: 'not_run',
  needs_earlier: 'not_run',
} as const satisfies Record<string, Verdict>;

export type Reason = keyof typeof verdictByReason;
export const reasons = Object.keys(verdictByReason) as Reason[];

export type Finding = {
  reason: Reason;
  /** What the words speak of, such as a host or a moment in ISO 8601; none where they need nothing. */
  detail?: string;
};

export type Check = Required<Finding> & { name: CheckName };

/** Much of what details quote is written by whoever answered. */
export const longestDetail = 200;

export function checkOf(name: CheckName, { reason, detail = '' }: Finding): Check {
  return { name, reason, detail: printable(detail, longestDetail) };
}

/** One URL that is checked. */
export type Target = {
  kind: CallbackKind;
  url: string;
  /** From the whitelist, rather than the iClient's own. */
  whitelisted: boolean;
};

export type CheckedTarget = Target & { checks: Check[] };

export type CallbackCheck = BackgroundRun & {
  /** In the order of the list; without checks while theirs are under way. */
  targets: CheckedTarget[];
};

export function verdictOf({ reason }: Pick<Check, 'reason'>): Verdict {
  return verdictByReason[reason];
}

/** Warnings of what can keep callbacks away; beside the others every callback arrives. */
const keepsAway: readonly Reason[] = [
  'http_on_this_machine',
  'this_machine_for_browsers',
  'this_machine_for_servers',
  'private_from_here',
  'redirected',
];

export function mayKeepAway({ reason }: Pick<Check, 'reason'>): boolean {
  return keepsAway.includes(reason);
}

/** The worst of them; `ok` for none. */
export function worstVerdict(
  checks: readonly Pick<Check, 'reason'>[],
): 'ok' | 'warning' | 'failed' {
  const found = new Set(checks.map(verdictOf));
  if (found.has('failed')) return 'failed';
  return found.has('warning') ? 'warning' : 'ok';
}

/** Whether some of the targets of a check that is done were not looked at: it was cut off. */
export function isUnfinished(targets: readonly Pick<CheckedTarget, 'checks'>[]): boolean {
  return targets.some(({ checks }) => checks.length === 0);
}

const diagnosisByReason: Partial<Record<Reason, Diagnosis>> = {
  other_spelling: 'redirect_uri_differs',
  not_https: 'not_https',
  this_machine_for_browsers: 'localhost',
  this_machine_for_servers: 'localhost',
  tunnel_unknown: 'old_tunnel',
  tunnel_gone: 'old_tunnel',
  query_and_headers_lost: 'parameter_misshapen',
  query_lost: 'parameter_misshapen',
  query_changed: 'parameter_misshapen',
  redirect_loses_query: 'parameter_misshapen',
  frame_refused: 'refuses_framing',
  cookie_changed: 'third_party_cookie',
  cookie_lost: 'third_party_cookie',
};

/** The cause that is known by name, where the check found one. */
export function diagnosisOf({ reason }: Pick<Check, 'reason'>): Diagnosis | undefined {
  return diagnosisByReason[reason];
}
