/** A connection's page: how it stands and why, its store, its scopes side by side, who uses it. */
import { actorOf, consolePage } from '../../access/access.ts';
import { compareScopes } from '../../bigcommerce/compare-scopes.ts';
import { describeScopes, missingScopes } from '../../bigcommerce/scopes.ts';
import { testConnection } from '../../connection-tests/test-connection.ts';
import { whyUntested } from '../../connection-tests/why-untested.ts';
import type { Connection } from '../../connections/connection.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { failureFor, type Language } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import { companyPath } from '../companies/words.ts';
import type { ConnectionPagesDeps, PageOfOne } from './deps.ts';
import { readFields } from './forms.ts';
import { connectionPath, noticeIn } from './words.ts';

const latestEvents = 10;

/** GET /console/connections/:id */
export const showConnection: PageOfOne = async (deps, connection, req, res) => {
  const page = consolePage(req, res, 'connections');
  const { language, texts } = page;
  const moment = momentsIn(language);
  const { id, companyId, concurrency, kind, status } = connection;
  const [iclient, company, users, events, borrowers, lender] = await Promise.all([
    iclientOf(deps, connection),
    companyId === undefined ? undefined : deps.companies.find(companyId),
    deps.storeUsers.list(id),
    deps.events.eventsOf(id, latestEvents),
    deps.connections.borrowers(id),
    'borrowFrom' in concurrency ? deps.connections.find(concurrency.borrowFrom) : undefined,
  ]);
  const named = (other: Connection) => ({ name: other.name, path: connectionPath(other.id) });
  res.type('html').send(
    deps.views.render('connections/detail', {
      page,
      connection,
      path: connectionPath(id),
      notice: noticeIn(req, texts),
      iclient: iclient && { id: iclient.id, name: iclient.name },
      company: company && { name: company.name, path: companyPath(company.id) },
      canAuthorize: kind === 'app',
      canTest: holdsToken(status),
      canDisconnect: holdsToken(status),
      lastFailure: connection.lastFailure && {
        at: moment(connection.lastFailure.at),
        ...failureFor(language, connection.lastFailure.code),
      },
      scopes: scopesSideBySide(connection, iclient, language),
      testedAt: moment(connection.detectedScopes?.at),
      users: users.map((user) => ({
        email: user.email || user.id,
        lastSeen: moment(user.lastSeenAt),
      })),
      events,
      eventMoment: momentsIn(language, 'second'),
      borrowers: borrowers.map(named),
      lender: lender && named(lender),
      level: 'level' in concurrency ? concurrency.level : undefined,
      createdAt: moment(connection.createdAt),
      installedAt: moment(connection.installedAt),
      updatedAt: moment(connection.updatedAt),
      lastUsedAt: moment(connection.lastUsedAt),
    }),
  );
};

/** POST /console/connections/:id/test */
export const testNow: PageOfOne = async (deps, connection, req, res) => {
  readFields(req, []);
  const iclient = await iclientOf(deps, connection);
  const wanted = connection.scopes ?? iclient?.scopes ?? 'all';
  const notice = await testConnection(deps, connection, wanted, actorOf(req, res)).then(
    (outcome) =>
      ({ live: 'tested', refused: 'test_failed', no_token: 'test_without_token' })[outcome],
    (error: unknown) => `test_${whyUntested(error)}`,
  );
  res.redirect(303, `${connectionPath(connection.id)}?notice=${notice}`);
};

async function iclientOf(
  deps: Pick<ConnectionPagesDeps, 'iclients'>,
  { iclientId }: Connection,
): Promise<IClient | undefined> {
  return iclientId === undefined ? undefined : deps.iclients.find(iclientId);
}

/** Every scope that is wanted, granted or found, with what each of the three says of it. */
function scopesSideBySide(
  { kind, status, scopes, grantedScopes, detectedScopes }: Connection,
  iclient: IClient | undefined,
  language: Language,
) {
  const wanted = scopes ?? iclient?.scopes ?? [];
  const found = detectedScopes ?? { held: [], refused: [] };
  const all = [...new Set([...wanted, ...grantedScopes, ...found.held])];
  const isWanted = new Set(wanted);
  const isMissing = new Set(missingScopes(all, grantedScopes));
  const rows = compareScopes(all, found).map(({ scope, finding }) => ({
    scope,
    words: wordsOf(scope, language),
    wanted: isWanted.has(scope),
    granted: !isMissing.has(scope),
    finding: detectedScopes ? finding : 'unknown',
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
    isKnown: holdsToken(status) && (kind === 'app' || detectedScopes !== undefined),
  };
}

function holdsToken(status: Connection['status']): boolean {
  return status === 'connected' || status === 'needs_reauthorization';
}

function wordsOf(scope: string, language: Language): string {
  return describeScopes([scope], language)[0]?.permissions[0]?.words ?? scope;
}
