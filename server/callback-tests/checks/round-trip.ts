/** What a round trip tells: our own request went out to a callback URL and came in here, or it did not. */
import { isTunnel } from '../diagnose-address.ts';
import { unmarkedHeader } from './answer-marks.ts';
import type { Finding, Reason } from './check.ts';
import { type MarkArrival, markedPage, markedQuery } from './marks.ts';
import { oneSpelling } from './one-spelling.ts';
import type { Answer, Visit } from './request.ts';
import type { Stop } from './stops.ts';

export type RoundTrip = {
  url: URL;
  mark: string;
  visit: Visit;
  /** What came in with the mark, if anything did. */
  arrival: MarkArrival | undefined;
  /** The path at which the callback is answered here. */
  path: string;
};

export function judgeRoundTrip(trip: RoundTrip): Finding {
  const { url, visit, arrival } = trip;
  if (visit.answer && isRedirect(visit.answer)) return judgeRedirect(url, visit.answer);
  if (arrival === undefined) return judgeAbsence(url, visit);
  return (
    judgeArrival(trip, arrival) ??
    judgeAnswer(trip) ??
    judgeSpelling(trip, arrival) ??
    judgeWay(url, arrival)
  );
}

/** Where nothing went out, what is said of the step that stopped it is enough. */
const stops: Record<Stop, Reason> = {
  name_unknown: 'needs_earlier',
  lookup_failed: 'needs_earlier',
  address_refused: 'needs_earlier',
  certificate_refused: 'needs_earlier',
  tls_failed: 'needs_earlier',
  connection_refused: 'connection_refused',
  unreachable: 'unreachable',
  connection_cut: 'connection_cut',
  not_http: 'not_http',
  timed_out: 'timed_out',
};

/** Why nothing came in. */
export function judgeAbsence(url: URL, { stop, answer }: Visit): Finding {
  if (stop !== undefined) return { reason: stops[stop] };
  if (answer?.headers[unmarkedHeader.toLowerCase()] !== undefined)
    return { reason: 'query_and_headers_lost' };
  // Source: ngrok, "Error codes": 6024 is the page that warns visitors of free tunnels.
  const tunnelError = answer?.headers['ngrok-error-code'];
  if (tunnelError === 'ERR_NGROK_6024') return { reason: 'tunnel_page_first' };
  if (tunnelError !== undefined || isTunnel(url.hostname)) return { reason: 'tunnel_gone' };
  return { reason: 'answered_elsewhere', detail: String(answer?.status) };
}

function judgeArrival({ mark, path }: RoundTrip, arrival: MarkArrival): Finding | undefined {
  if (arrival.path !== path) return { reason: 'other_path', detail: arrival.path };
  if (arrival.query === '') return { reason: 'query_lost' };
  if (oneSpelling(arrival.query) !== oneSpelling(markedQuery(mark)))
    return { reason: 'query_changed' };
  return undefined;
}

function judgeAnswer({ mark, visit: { answer, stop } }: RoundTrip): Finding | undefined {
  if (!answer) return { reason: stop === 'timed_out' ? 'timed_out' : 'connection_cut' };
  if (answer.status !== 200) return { reason: 'answer_replaced', detail: String(answer.status) };
  if (answer.body === markedPage(mark)) return undefined;
  // What minifies pages or adds to them leaves the mark in them.
  if (answer.body.includes(mark)) return { reason: 'body_rewritten' };
  return { reason: 'answer_replaced', detail: String(answer.status) };
}

function judgeSpelling({ mark }: RoundTrip, { query }: MarkArrival): Finding | undefined {
  return query === markedQuery(mark) ? undefined : { reason: 'query_written_differently' };
}

/** Host names on the way matter to nobody here, since PUBLIC_URL makes every URL. */
function judgeWay(url: URL, { host, proxies }: MarkArrival): Finding {
  if (host !== url.host) return { reason: 'came_back_for_other_host', detail: host };
  if (proxies.length > 0) return { reason: 'came_back_by_proxy', detail: proxies.join(', ') };
  return { reason: 'came_back' };
}

export function isRedirect({ status, headers }: Answer): boolean {
  return status >= 300 && status < 400 && headers.location !== undefined;
}

export function judgeRedirect(url: URL, { headers }: Answer): Finding {
  const { location = '' } = headers;
  const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  if (next === undefined) return { reason: 'redirect_loses_query', detail: '' };
  const detail = `${next.origin}${next.pathname}`;
  return { reason: next.search === url.search ? 'redirected' : 'redirect_loses_query', detail };
}
