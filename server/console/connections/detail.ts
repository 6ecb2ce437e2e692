/** A connection's page: how it stands and why, its store, its scopes side by side, who uses it. */
import { consolePage } from '../../access/access.ts';
import type { Connection } from '../../connections/connection.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { failureFor } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import { companyPath } from '../companies/words.ts';
import type { ConnectionPagesDeps, PageOfOne } from './deps.ts';
import { holdsToken, scopesSideBySide } from './scopes-side-by-side.ts';
import { usedBy } from './used-by.ts';
import { connectionPath, noticeIn } from './words.ts';

const latestEvents = 10;

/** GET /console/connections/:id */
export const showConnection: PageOfOne = async (deps, connection, req, res) => {
  const page = consolePage(req, res, 'connections');
  const { language, texts } = page;
  const moment = momentsIn(language);
  const { id, companyId, concurrency, kind, status } = connection;
  const [iclient, company, users, events, uses, lender] = await Promise.all([
    iclientOf(deps, connection),
    companyId === undefined ? undefined : deps.companies.find(companyId),
    deps.storeUsers.list(id),
    deps.events.eventsOf(id, latestEvents),
    usedBy(deps, connection),
    'borrowFrom' in concurrency ? deps.connections.find(concurrency.borrowFrom) : undefined,
  ]);
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
      ...uses,
      lender: lender && { name: lender.name, path: connectionPath(lender.id) },
      level: 'level' in concurrency ? concurrency.level : undefined,
      createdAt: moment(connection.createdAt),
      installedAt: moment(connection.installedAt),
      updatedAt: moment(connection.updatedAt),
      lastUsedAt: moment(connection.lastUsedAt),
      lastFailedAt: moment(connection.lastFailedAt),
    }),
  );
};

/** The iClient of an app connection. */
export async function iclientOf(
  deps: Pick<ConnectionPagesDeps, 'iclients'>,
  { iclientId }: Connection,
): Promise<IClient | undefined> {
  return iclientId === undefined ? undefined : deps.iclients.find(iclientId);
}
