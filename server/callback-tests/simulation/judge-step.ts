/** What became of one request of a simulated install: its way here, what was done with it, and its way back. */
import type { Finding, Reason } from '../checks/check.ts';
import { judgeCertificate, judgeName, judgePlace } from '../checks/judge-address.ts';
import type { Answer, Visit } from '../checks/request.ts';
import { isRedirect, judgeAbsence, judgeRedirect } from '../checks/round-trip.ts';
import { printable } from '../printable.ts';
import { digestsOfQuery, type SimulationArrival } from './arrivals.ts';
import {
  type SeenAnswer,
  type SimulatedFinding,
  type WayReason,
  wayReasons,
} from './simulated-install.ts';
import type { StepPlan } from './steps.ts';

const longestLocation = 200;
const longestType = 100;

export type StepTrip = {
  plan: StepPlan;
  url: URL;
  visit: Visit;
  /** What came in, if anything did. */
  arrival: SimulationArrival | undefined;
  /** The path at which the callback is answered here. */
  path: string;
  now: number;
};

export function judgeStep(trip: StepTrip): SimulatedFinding {
  return (
    judgeWay(trip) ??
    judgeTreatment(trip) ??
    judgeReturn(trip) ??
    judgeSpelling(trip) ??
    asExpected(trip)
  );
}

function judgeWay(trip: StepTrip): SimulatedFinding | undefined {
  const { url, visit, arrival, path } = trip;
  if (arrival === undefined)
    return visit.answer && isRedirect(visit.answer)
      ? onTheWay(judgeRedirect(url, visit.answer))
      : onTheWay(judgeStop(trip) ?? judgeAbsence(url, visit));
  if (arrival.path !== path) return { reason: 'other_path', detail: arrival.path };
  if (!arrival.hasQuery) return { reason: 'query_lost' };
  return arrival.meaningDigest === digestsOfQuery(url.search.slice(1)).meaningDigest
    ? undefined
    : { reason: 'query_changed' };
}

/** Before anything was sent. */
function judgeStop({ plan, url, visit, now }: StepTrip): Finding | undefined {
  switch (visit.stop) {
    case 'name_unknown':
    case 'lookup_failed':
      return judgeName(url, visit);
    case 'address_refused': {
      const { reason, detail = '' } = judgePlace(plan, visit);
      return { reason: reason === 'private_address' ? reason : 'address_forbidden', detail };
    }
    case 'certificate_refused':
    case 'tls_failed':
      return judgeCertificate(url, visit, now);
    default:
      return undefined;
  }
}

/** What the checks say of a request that did not get here. */
function onTheWay({ reason, detail = '' }: Finding): SimulatedFinding {
  return { reason: isWayReason(reason) ? reason : 'connection_cut', detail };
}

function isWayReason(reason: Reason): reason is WayReason {
  return wayReasons.some((known) => known === reason);
}

function judgeTreatment({
  plan: { expected },
  visit,
  arrival,
}: StepTrip): SimulatedFinding | undefined {
  const code = arrival?.record?.code;
  if (arrival?.record?.status === undefined)
    return { reason: visit.stop === 'timed_out' ? 'timed_out' : 'connection_cut' };
  if (!('code' in expected))
    return code === undefined ? undefined : { reason: 'refused', detail: code };
  if (code === undefined) return { reason: 'accepted_wrongly' };
  return code === expected.code ? undefined : { reason: 'refused_otherwise', detail: code };
}

function judgeReturn(trip: StepTrip): SimulatedFinding | undefined {
  const { plan, visit, arrival } = trip;
  const { expected } = plan;
  const { answer, stop } = visit;
  if (!answer) return { reason: stop === 'timed_out' ? 'timed_out' : 'connection_cut' };
  const sent = arrival?.record?.status;
  if (answer.status !== sent)
    return { reason: 'answer_changed', detail: `${sent} → ${answer.status}` };
  const { outcome } = describeAnswer(answer);
  if ('outcome' in expected && outcome !== undefined && outcome !== expected.outcome)
    return { reason: 'other_outcome', detail: outcome };
  return isWhole(trip, answer)
    ? undefined
    : { reason: 'answer_changed', detail: String(answer.status) };
}

/** Whether it is the service's own answer, as far as can be told of one that was expected. */
function isWhole({ plan: { expected }, url }: StepTrip, answer: Answer): boolean {
  const { contentType, outcome } = describeAnswer(answer);
  if ('outcome' in expected) return outcome === expected.outcome;
  if ('code' in expected) return true;
  if (expected.answer === 'app')
    return /^\/app\/[^/]+$/.test(pathOf(answer.headers.location ?? ''));
  // The page of an install names the store.
  const [, storeHash = ''] = (url.searchParams.get('context') ?? '').split('/');
  return contentType === 'text/html' && answer.body.includes(storeHash);
}

function judgeSpelling({ url, arrival }: StepTrip): SimulatedFinding | undefined {
  return arrival?.queryDigest === digestsOfQuery(url.search.slice(1)).queryDigest
    ? undefined
    : { reason: 'query_written_differently' };
}

function asExpected({ plan: { expected } }: StepTrip): SimulatedFinding {
  return { reason: 'code' in expected ? 'refused_as_expected' : 'as_expected' };
}

/** Without the id of the connection in the paths of its app: it is there for a moment, and nobody's business. */
export function withoutConnection(text: string): string {
  return text.replace(/\/app\/[^/?#,;\s]+/g, '/app/…');
}

/** What may be shown of an answer. */
export function describeAnswer({ status, headers, body }: Answer): SeenAnswer {
  const { location } = headers;
  const [type] = headers['content-type']?.split(';', 1) ?? [];
  return {
    status,
    contentType: type && printable(type.trim().toLowerCase(), longestType),
    location:
      location && printable(withoutConnection(location.split(/[?#]/, 1)[0] ?? ''), longestLocation),
    outcome: outcomeIn(body),
  };
}

/** Where a Location leads on its host: proxies make it absolute. */
export function pathOf(location: string): string {
  return URL.canParse(location) ? new URL(location).pathname : location;
}

function outcomeIn(body: string): string | undefined {
  return /^\{"outcome":"([a-z_]{1,30})"\}$/.exec(body)?.[1];
}
