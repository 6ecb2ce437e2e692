/** What a check comes to for somebody who reads it: one headline, the decisive finding of each URL, the worst first. */
import {
  type Check,
  type CheckedTarget,
  mayKeepAway,
  type Verdict,
  verdictOf,
  worstVerdict,
} from './check.ts';

export type Headline = {
  verdict: ReturnType<typeof worstVerdict>;
  /** Whitelist entries that failed while none of the iClient's own four did; these alone are a warning. */
  brokenEntries: string[];
  /** There are warnings, and none of them is about callbacks that may not arrive. */
  allArrive: boolean;
};

export function headlineOf(targets: readonly CheckedTarget[]): Headline {
  const worstOf = (whitelisted: boolean) =>
    worstVerdict(
      targets.filter((one) => one.whitelisted === whitelisted).flatMap(({ checks }) => checks),
    );
  const own = worstOf(false);
  if (own === 'failed') return { verdict: own, brokenEntries: [], allArrive: false };
  const brokenEntries = targets
    .filter(({ checks, whitelisted }) => whitelisted && worstVerdict(checks) === 'failed')
    .map(({ url }) => url);
  const isFine = own === 'ok' && worstOf(true) === 'ok';
  const allArrive = !targets.some(({ checks }) => checks.some(mayKeepAway));
  return { verdict: isFine ? 'ok' : 'warning', brokenEntries, allArrive };
}

/** The first failure, or the first warning where nothing failed. */
export function decisiveOf(checks: readonly Check[]): Check | undefined {
  return (
    checks.find((check) => verdictOf(check) === 'failed') ??
    checks.find((check) => verdictOf(check) === 'warning')
  );
}

const order = ['failed', 'warning', 'ok', 'not_run', undefined] as const satisfies (
  | Verdict
  | undefined
)[];

/** Those alike stay in their order. */
export function worstFirst<T extends { verdict: Verdict | undefined }>(described: T[]): T[] {
  return described.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}
