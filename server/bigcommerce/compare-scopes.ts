/** What is wanted of a token beside what probing it found. */
import type { DetectedScopes } from './detected-scopes.ts';
import { automaticScopes, readingScopeOf } from './scopes.ts';

/**
 * `read_held`: a modify scope of which reading is proved; changing cannot be proved by asking.
 * `unknown`: no probe tells, or it was not probed.
 */
export type ScopeFinding = 'held' | 'read_held' | 'refused' | 'unknown';

/** Each wanted scope once, in the given order. Scopes that come with every token count as held. */
export function compareScopes(
  wanted: string[],
  detected: Pick<DetectedScopes, 'held' | 'refused'>,
): { scope: string; finding: ScopeFinding }[] {
  return [...new Set(wanted)].map((scope) => ({ scope, finding: findingOf(scope, detected) }));
}

function findingOf(
  scope: string,
  { held, refused }: Pick<DetectedScopes, 'held' | 'refused'>,
): ScopeFinding {
  if (automaticScopes.includes(scope)) return 'held';
  const reading = readingScopeOf(scope);
  if (held.includes(reading)) return reading === scope ? 'held' : 'read_held';
  return refused.includes(reading) ? 'refused' : 'unknown';
}
