/** Checks one URL: what its text says, where its name leads, and what a round trip through it tells. */
import {
  authCallbackUrl,
  callbackKinds,
  callbackPath,
  callbackUrl,
} from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { whitelistProblem } from '../../iclients/whitelist.ts';
import { type Check, type CheckName, checkOf, type Finding, type Target } from './check.ts';
import { judgeCertificate, judgeName, judgePlace, judgeScheme } from './judge-address.ts';
import { type CallbackMarks, markedQuery, markHeader } from './marks.ts';
import { judgeCookie, judgeFrame } from './panel-view.ts';
import { type VisitDeps, visit } from './request.ts';
import { judgeRoundTrip, type RoundTrip } from './round-trip.ts';

export type CheckTargetDeps = VisitDeps & {
  publicUrl: string;
  /** Origins that may show the app in a frame. */
  panelOrigins: string[];
  marks: CallbackMarks;
  /** Milliseconds since 1970. */
  now: () => number;
};

type Named = Pick<IClient, 'slug'>;

/** Its own four, then its whitelist: the only URLs to which a check sends anything. */
export function targetsOf(
  publicUrl: string,
  iclient: Pick<IClient, 'slug' | 'whitelist'>,
): Target[] {
  const own = callbackKinds.map((kind) => ({
    kind,
    url: callbackUrl(publicUrl, iclient, kind),
    whitelisted: false,
  }));
  const further = iclient.whitelist.map(
    (url) => ({ kind: 'auth', url, whitelisted: true }) as const,
  );
  return [...own, ...further];
}

/** @param stopping ends it early; what it answers then tells nothing */
export async function checkTarget(
  deps: CheckTargetDeps,
  iclient: Named,
  target: Target,
  stopping: AbortSignal,
): Promise<Check[]> {
  const wrong = judgeForm(target, iclient);
  if (wrong)
    return namesFor(target).map((name) =>
      name === 'well_formed' ? checkOf(name, wrong) : checkOf(name, { reason: 'needs_earlier' }),
    );
  const trip = await travel(deps, iclient, target, stopping);
  const findings = findingsOf(deps, iclient, target, trip);
  return namesFor(target).map((name) => checkOf(name, findings[name]()));
}

/** Only callbacks that browsers open are shown in a frame, and only at a load a session starts. */
function namesFor({ kind }: Target): CheckName[] {
  const common = ['well_formed', 'https', 'public_name', 'dns', 'certificate'] as const;
  if (kind === 'auth') return [...common, 'redirect_uri', 'round_trip', 'frame'];
  if (kind === 'load') return [...common, 'round_trip', 'frame', 'cookie'];
  return [...common, 'round_trip'];
}

function judgeForm({ url, whitelisted }: Target, iclient: Named): Finding | undefined {
  if (!URL.canParse(url)) return { reason: 'malformed' };
  const problem = whitelisted ? whitelistProblem(url, iclient) : undefined;
  if (problem === 'spelling' || (problem === undefined && new URL(url).href !== url))
    return { reason: 'other_spelling', detail: new URL(url).href };
  // That it is not https is told by a check of its own.
  return problem === undefined || problem === 'not_https' ? undefined : { reason: 'malformed' };
}

async function travel(
  deps: CheckTargetDeps,
  iclient: Named,
  { url: text, kind }: Target,
  stopping: AbortSignal,
): Promise<RoundTrip> {
  const mark = await deps.marks.make();
  const url = new URL(`${text}?${markedQuery(mark)}`);
  const headers = {
    [markHeader]: mark,
    // Tunnels and proxies that treat browsers in their own way should take it for one.
    'User-Agent': 'Mozilla/5.0 (compatible; BigCommerce connector, callback check)',
    Accept: 'text/html',
    'Accept-Encoding': 'identity',
  };
  const seen = await visit(deps, url, headers, stopping);
  const arrival = await deps.marks.take(mark);
  return { url, mark, visit: seen, arrival, path: callbackPath(iclient, kind) };
}

function findingsOf(
  deps: CheckTargetDeps,
  iclient: Named,
  target: Target,
  trip: RoundTrip,
): Record<CheckName, () => Finding> {
  const { url, visit: seen, arrival } = trip;
  const answer = arrival && seen.answer?.status === 200 ? seen.answer : undefined;
  const later: Finding = { reason: 'needs_earlier' };
  return {
    well_formed: () => ({ reason: 'well_formed' }),
    https: () => judgeScheme(url, seen),
    public_name: () => judgePlace(target, seen),
    dns: () => judgeName(url, seen),
    certificate: () => judgeCertificate(url, seen, deps.now()),
    redirect_uri: () => judgeRedirectUri(deps.publicUrl, iclient, target),
    round_trip: () => judgeRoundTrip(trip),
    frame: () => (answer ? judgeFrame(answer, url, deps.panelOrigins) : later),
    cookie: () => (answer ? judgeCookie(answer) : later),
  };
}

/** An install that begins at BigCommerce sends the iClient's own, wherever it arrived. */
function judgeRedirectUri(publicUrl: string, iclient: Named, { whitelisted }: Target): Finding {
  if (!whitelisted) return { reason: 'sent_as_it_is' };
  return { reason: 'sent_when_chosen', detail: authCallbackUrl(publicUrl, iclient) };
}
