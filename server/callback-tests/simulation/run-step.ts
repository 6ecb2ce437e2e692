/** One step of a simulated install: the request goes out, and what came of it is looked at from both ends. */
import { embeddedCookieName } from '../../http/embedded-session.ts';
import { type CallbackKind, callbackPath, callbackUrl } from '../../iclients/callback-urls.ts';
import { simulationParameter } from '../../iclients/called-iclient.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { TestClient } from '../../iclients/simulated.ts';
import { type Check, checkOf, longestDetail } from '../checks/check.ts';
import { judgeCookie, judgeFrame } from '../checks/panel-view.ts';
import { type Answer, type VisitDeps, visit } from '../checks/request.ts';
import { printable } from '../printable.ts';
import type { SimulationArrivals } from './arrivals.ts';
import { describeAnswer, judgeStep, pathOf, withoutConnection } from './judge-step.ts';
import type { PretendBigCommerce, SentParameters } from './pretend-bigcommerce.ts';
import { headerValue, simulationHeader } from './receive-arrivals.ts';
import {
  type SentRequest,
  type SimulatedFinding,
  type SimulatedStep,
  verdictOfReason,
} from './simulated-install.ts';
import type { StepPlan } from './steps.ts';

export type RunStepDeps = VisitDeps & {
  publicUrl: string;
  /** Origins that may show the app in a frame. */
  panelOrigins: string[];
  simulationArrivals: SimulationArrivals;
  /** Milliseconds since 1970. */
  now: () => number;
};

export type Stage = {
  iclient: Pick<IClient, 'slug'>;
  client: TestClient;
  bigcommerce: PretendBigCommerce;
  stopping: AbortSignal;
};

export function waitingStep({ name, kind, expected }: StepPlan): SimulatedStep {
  const expectedCode = 'code' in expected ? expected.code : undefined;
  return { name, kind, expectedCode, progress: 'waiting', detail: '', checks: [] };
}

/** @throws AppError `storage_unavailable` */
export async function runStep(
  deps: RunStepDeps,
  { iclient, client: { testClientName }, bigcommerce, stopping }: Stage,
  plan: StepPlan,
): Promise<SimulatedStep> {
  const { name, kind } = plan;
  const parameters = await plan.parameters(bigcommerce);
  const url = new URL(callbackUrl(deps.publicUrl, iclient, kind));
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  url.searchParams.set(simulationParameter, testClientName);
  await deps.simulationArrivals.expect(testClientName, { step: name, kind });
  const began = performance.now();
  const seen = await visit(deps, url, headersOf(kind, testClientName, name), stopping);
  const tookMs = Math.round(performance.now() - began);
  const arrival = await deps.simulationArrivals.take(testClientName);
  const path = callbackPath(iclient, kind);
  const finding = judgeStep({ plan, url, visit: seen, arrival, path, now: deps.now() });
  return {
    ...waitingStep(plan),
    progress: 'done',
    reason: finding.reason,
    detail: printable(withoutConnection(finding.detail ?? ''), longestDetail),
    checks: seen.answer && isTaken(plan, finding) ? checksOf(deps, kind, url, seen.answer) : [],
    request: describeRequest(url, parameters),
    arrival: arrival?.record,
    answer: seen.answer && describeAnswer(seen.answer),
    tookMs,
  };
}

/** What browsers and BigCommerce's servers send. */
function headersOf(
  kind: CallbackKind,
  testClientName: string,
  name: string,
): Record<string, string> {
  const fromBrowser = kind === 'auth' || kind === 'load';
  return {
    [simulationHeader]: headerValue(testClientName, name),
    'User-Agent': 'Mozilla/5.0 (compatible; BigCommerce connector, simulated install)',
    Accept: fromBrowser ? 'text/html' : '*/*',
    'Accept-Encoding': 'identity',
  };
}

function isTaken({ expected }: StepPlan, { reason }: SimulatedFinding): boolean {
  return !('code' in expected) && verdictOfReason(reason) !== 'failed';
}

/** Only callbacks that browsers open are shown in a frame, and only at a load a session starts. */
function checksOf(
  { panelOrigins }: RunStepDeps,
  kind: CallbackKind,
  url: URL,
  answer: Answer,
): Check[] {
  const frame = checkOf('frame', judgeFrame(answer, url, panelOrigins));
  if (kind === 'auth') return [frame];
  if (kind !== 'load') return [];
  const path = pathOf(answer.headers.location ?? '');
  const { reason, detail = '' } = judgeCookie(answer, { name: embeddedCookieName, path });
  return [frame, checkOf('cookie', { reason, detail: withoutConnection(detail) })];
}

const secretParameter = new RegExp(`^(code|signed_payload_jwt|${simulationParameter})=.*`);

function describeRequest(url: URL, { signed_payload_jwt: jwt }: SentParameters): SentRequest {
  const shown = url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.replace(secretParameter, '$1=…'));
  return {
    method: 'GET',
    url: `${url.origin}${url.pathname}?${shown.join('&')}`,
    ...(jwt === undefined ? {} : { claims: claimsIn(jwt) }),
  };
}

function claimsIn(jwt: string): string {
  const [, claims = ''] = jwt.split('.');
  return JSON.stringify(JSON.parse(Buffer.from(claims, 'base64url').toString()), null, 2);
}
