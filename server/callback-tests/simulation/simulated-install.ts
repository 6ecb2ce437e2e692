/**
 * What a simulated install is: BigCommerce's callbacks to one iClient, played one after the other through
 * the real addresses, each with what was sent, what arrived here, what was answered, and why it came out so.
 */
import type { CallbackRecord } from '../../callback-records/store.ts';
import type { ErrorCode } from '../../errors.ts';
import type { CallbackKind } from '../../iclients/callback-urls.ts';
import type { BackgroundRun } from '../background-runs.ts';
import {
  type Check,
  type Reason,
  type Verdict,
  verdictOf as verdictOfCheck,
} from '../checks/check.ts';

/** In the order in which they run. */
export const simulatedStepNames = [
  'auth',
  'auth_used_code',
  'load',
  'load_bad_signature',
  'load_clock_ahead',
  'remove_user_clock_behind',
  'remove_user',
  'uninstall_bad_signature',
  'uninstall',
  'load_after_uninstall',
] as const;
export type SimulatedStepName = (typeof simulatedStepNames)[number];

/** Each reason of its own with its verdict; `language/` has the words (`callbacks.simulation.reasons`). */
const verdictByOwnReason = {
  as_expected: 'ok',
  refused_as_expected: 'ok',
  refused: 'failed',
  refused_otherwise: 'failed',
  accepted_wrongly: 'failed',
  other_outcome: 'failed',
  answer_changed: 'failed',
  needs_step: 'not_run',
} as const satisfies Record<string, Verdict>;
export type OwnReason = keyof typeof verdictByOwnReason;
export const ownReasons = Object.keys(verdictByOwnReason) as OwnReason[];

/** Why a request did not get here as it was sent: the reasons of the checks, in their words. */
export const wayReasons = [
  'name_unknown',
  'tunnel_unknown',
  'lookup_failed',
  'private_address',
  'address_forbidden',
  'certificate_expired',
  'certificate_not_yet_valid',
  'certificate_self_signed',
  'certificate_other_name',
  'certificate_chain_incomplete',
  'certificate_untrusted',
  'tls_failed',
  'connection_refused',
  'unreachable',
  'timed_out',
  'connection_cut',
  'not_http',
  'redirected',
  'redirect_loses_query',
  'answered_elsewhere',
  'tunnel_gone',
  'tunnel_page_first',
  'other_path',
  'query_and_headers_lost',
  'query_lost',
  'query_changed',
  'query_written_differently',
] as const satisfies readonly Reason[];
export type WayReason = (typeof wayReasons)[number];

export type SimulationReason = OwnReason | WayReason;
export const simulationReasons: SimulationReason[] = [...ownReasons, ...wayReasons];

export type SimulatedFinding = {
  reason: SimulationReason;
  /** What the words speak of: an error code, a status, the name of a step, a host; none where they need nothing. */
  detail?: string;
};

/** What was sent, its code or payload replaced by `…`. */
export type SentRequest = {
  method: 'GET';
  url: string;
  /** Of the payload, as JSON, for people to read. */
  claims?: string | undefined;
};

/** The answer as it was seen from outside. */
export type SeenAnswer = {
  status: number;
  contentType?: string | undefined;
  /** Without its query. */
  location?: string | undefined;
  /** What JSON answers say was done, such as `uninstalled`. */
  outcome?: string | undefined;
};

export type SimulatedStep = {
  name: SimulatedStepName;
  kind: CallbackKind;
  /** The error code with which it has to be refused; none for one that has to be taken. */
  expectedCode?: ErrorCode | undefined;
  progress: 'waiting' | 'running' | 'done';
  /** None before it is done. */
  reason?: SimulationReason | undefined;
  detail: string;
  /** Whether a control panel could show the answer (`frame`), and keep its cookie (`cookie`). */
  checks: Check[];
  request?: SentRequest | undefined;
  /** What came in here, as the recorder would keep it; `checksOfArrival` tells the checks that it went through. */
  arrival?: CallbackRecord | undefined;
  answer?: SeenAnswer | undefined;
  /** Milliseconds. */
  tookMs?: number | undefined;
};

export type SimulatedInstall = BackgroundRun & {
  /** All of them, in order, from the start. */
  steps: SimulatedStep[];
};

/** The worst of what was found; undefined before the step is done. */
export function verdictOf({
  progress,
  reason,
  checks,
}: Pick<SimulatedStep, 'progress' | 'reason' | 'checks'>): Verdict | undefined {
  if (progress !== 'done' || reason === undefined) return undefined;
  const own = verdictOfReason(reason);
  const found = new Set([own, ...checks.map(verdictOfCheck)]);
  if (own === 'not_run') return own;
  if (found.has('failed')) return 'failed';
  return found.has('warning') ? 'warning' : 'ok';
}

export function verdictOfReason(reason: SimulationReason): Verdict {
  if (isOwnReason(reason)) return verdictByOwnReason[reason];
  // A check goes no further; here nothing that follows could be tried.
  return reason === 'redirected' ? 'failed' : verdictOfCheck({ reason });
}

export function isOwnReason(reason: SimulationReason): reason is OwnReason {
  return Object.hasOwn(verdictByOwnReason, reason);
}

/** Of all steps together; undefined while it runs. */
export function overallVerdictOf({
  status,
  steps,
}: Pick<SimulatedInstall, 'status' | 'steps'>): 'ok' | 'warning' | 'failed' | undefined {
  if (status !== 'done') return undefined;
  const found = new Set(steps.map(verdictOf));
  if (found.has('failed') || found.has(undefined)) return 'failed';
  return found.has('warning') ? 'warning' : 'ok';
}
