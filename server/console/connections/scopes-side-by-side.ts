import { compareScopes, type ScopeFinding } from '../../bigcommerce/compare-scopes.ts';
import { describeScopes, missingScopes, readingScopeOf } from '../../bigcommerce/scopes.ts';
import type { Connection } from '../../connections/connection.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { Language } from '../../language/language.ts';

/** Every scope that is wanted, granted or was asked for by a test, with what each of them says of it. */
export function scopesSideBySide(
  { kind, status, scopes, grantedScopes, detectedScopes }: Connection,
  iclient: IClient | undefined,
  language: Language,
) {
  const wanted = scopes ?? iclient?.scopes ?? [];
  const found = detectedScopes ?? { held: [], refused: [], unknown: [] };
  const listed = [...new Set([...wanted, ...grantedScopes, ...found.held])];
  // Tests ask for what may be read: beside a modify scope that would be said twice.
  const reading = new Set(listed.map(readingScopeOf));
  const asked = [...found.refused, ...found.unknown].filter((scope) => !reading.has(scope));
  const all = [...listed, ...asked];
  const isWanted = new Set(wanted);
  const isMissing = new Set(missingScopes(all, grantedScopes));
  const rows = compareScopes(all, found).map(({ scope, finding }) => ({
    scope,
    words: scopeInWords(scope, language),
    wanted: isWanted.has(scope),
    granted: !isMissing.has(scope),
    finding: toldOf(scope, finding, detectedScopes),
  }));
  const isWantedAndRefused = (row: (typeof rows)[number]) =>
    row.wanted && row.finding === 'refused';
  return {
    rows,
    showsGranted: kind === 'app',
    own: scopes !== undefined,
    missing:
      kind === 'app'
        ? wanted.filter((scope) => isMissing.has(scope)).length
        : rows.filter(isWantedAndRefused).length,
    // Without a token, and before the first test, nobody can say what is missing.
    isKnown:
      wanted.length > 0 && holdsToken(status) && (kind === 'app' || detectedScopes !== undefined),
    asked: detectedScopes && {
      held: found.held.length,
      refused: found.refused.length,
      unknown: found.unknown.length,
    },
  };
}

export function holdsToken(status: Connection['status']): boolean {
  return status === 'connected' || status === 'needs_reauthorization';
}

export function scopeInWords(scope: string, language: Language): string {
  return describeScopes([scope], language)[0]?.permissions[0]?.words ?? scope;
}

/** `not_tested`: the last test did not ask for it. */
function toldOf(
  scope: string,
  finding: ScopeFinding,
  detected: Connection['detectedScopes'],
): ScopeFinding | 'not_tested' {
  if (finding !== 'unknown') return finding;
  return detected?.unknown.includes(readingScopeOf(scope)) ? 'unknown' : 'not_tested';
}
