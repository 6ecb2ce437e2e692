/** Finds out which scopes a token holds, by probing. Runs within the bounds of its caller's requests. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { deadlineAfter } from '../http/deadline.ts';
import { saidPauseMs } from './asked-pause.ts';
import type { DetectedScopes } from './detected-scopes.ts';
import { type Probe, probes } from './probes.ts';
import type { BareAnswer } from './request-json.ts';
import { automaticScopes, readingScopeOf } from './scopes.ts';

const atOnce = 3;
const longestMs = 20_000;
const longestWaitMs = 5_000;

export type ProbeState = 'held' | 'refused' | 'unknown';

/** Told of each probe when it is over, with how many there are in all. */
export type OnProbed = (probed: { scope: string; state: ProbeState; of: number }) => void;

/** One GET below the store's address, with the token. */
type Ask = (path: string, signal: AbortSignal) => Promise<BareAnswer>;

/**
 * Probes three at a time, for 20 seconds at most; what has not answered by then is unknown. When
 * BigCommerce says that there were too many requests, its wait is respected up to 5 seconds and
 * once; after that no more is asked, since the quota is shared by all apps of the store. A probe whose
 * turn did not come is unknown, too.
 * @param scopes any names; modify scopes are probed by what they read. `all` probes whatever can be
 *   probed, and then `unknown` names only probes that told nothing
 * @throws AppError `token_refused`, or when no probe got through at all, why the first did not
 */
export async function detectScopes(
  ask: Ask,
  scopes: string[] | 'all',
  now: () => number,
  onProbed: OnProbed = () => undefined,
): Promise<DetectedScopes> {
  const wanted = scopes === 'all' ? probes.map(({ scope }) => scope) : readingScopes(scopes);
  const queue = probes.filter(({ scope }) => wanted.includes(scope));
  const of = queue.length;
  const states = new Map<string, ProbeState>();
  const failures: AppError[] = [];
  let answers = 0;
  const askAndCount: Ask = async (path, until) => {
    const answer = await ask(path, until);
    answers += 1;
    return answer;
  };
  const stop = new AbortController();
  const ended = deadlineAfter(longestMs, stop.signal);

  const work = async () => {
    for (let next = queue.shift(); next && !ended.aborted; next = queue.shift()) {
      const { scope } = next;
      const state = await probeOnce(askAndCount, next, ended, stop, failures);
      states.set(scope, state);
      onProbed({ scope, state, of });
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    stop.abort();
  }
  if (failures[0] && answers === 0) throw failures[0];
  const inState = (state: ProbeState) =>
    wanted.filter((scope) => (states.get(scope) ?? 'unknown') === state);
  return {
    held: inState('held'),
    refused: inState('refused'),
    unknown: inState('unknown'),
    at: now(),
  };
}

/** @throws AppError `token_refused` */
async function probeOnce(
  ask: Ask,
  probe: Probe,
  ended: AbortSignal,
  stop: AbortController,
  failures: AppError[],
): Promise<ProbeState> {
  try {
    let answer = await ask(probe.path, ended);
    if (answer.status === 429) {
      const waitMs = saidPauseMs((name) => [answer.headers[name]].flat()[0]);
      if (waitMs !== undefined && waitMs <= longestWaitMs) {
        await delay(waitMs, undefined, { signal: ended });
        answer = await ask(probe.path, ended);
      }
      if (answer.status === 429) stop.abort();
    }
    return stateOf(probe, answer);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'token_refused') {
      if (!ended.aborted) failures.push(error);
      return 'unknown';
    }
    // The wait was cut short: the detection is over.
    if (ended.aborted) return 'unknown';
    throw error;
  }
}

function stateOf(probe: Probe, { status, isJson }: BareAnswer): ProbeState {
  if (status === 401) {
    throw new AppError('token_refused', 'BigCommerce refused the token with status 401.');
  }
  // An unknown route is a 404 in plain text, and whoever stands between answers web pages.
  if (!isJson && status !== 204) return 'unknown';
  if (probe.refusedWhen.includes(status)) return 'refused';
  return probe.heldWhen.includes(status) ? 'held' : 'unknown';
}

function readingScopes(scopes: string[]): string[] {
  const chosen = scopes.filter((scope) => !automaticScopes.includes(scope));
  return [...new Set(chosen.map(readingScopeOf))];
}
