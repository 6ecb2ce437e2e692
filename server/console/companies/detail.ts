/** A company's page: its connections, its links, and what it is. */
import { consolePage } from '../../access/access.ts';
import type { Company } from '../../companies/company.ts';
import { actorNameOf } from '../../events/event.ts';
import { noticeOf } from '../../http/notices.ts';
import type { Texts } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import type { Link } from '../../links/link.ts';
import type { CompanyPagesDeps, PageOfOne } from './deps.ts';
import { companyPath, linkFacts, revokePath } from './words.ts';

const connectionsNamed = 20;
/** As many as `LinkStore.ofCompany` answers. */
const linksShown = 100;

/** GET /console/companies/{id} */
export const showCompany: PageOfOne = async (deps, company, req, res) => {
  const page = consolePage(req, res, 'companies');
  const moment = momentsIn(page.language);
  const { texts } = page;
  const [connections, links, iclients, { linksOn }] = await Promise.all([
    connectionsOf(deps, company),
    deps.links.ofCompany(company.id),
    deps.iclients.list(),
    deps.settings.read(),
  ]);
  const names = new Map(iclients.map(({ id, name }) => [id, name]));
  res.type('html').send(
    deps.views.render('companies/detail', {
      page,
      company,
      path: companyPath(company.id),
      notice: noticeOf(req.query.notice, texts.companies.notices),
      connections,
      links: links.map((link) => linkRow(link, names, moment, texts)),
      latest: links.length < linksShown ? undefined : linksShown,
      linksOn,
      mayMakeLinks: page.mayBuild && iclients.length > 0,
      created: moment(company.createdAt),
      updated: moment(company.updatedAt),
    }),
  );
};

/** The first connections of a company by name, and where all of them are. */
export async function connectionsOf(deps: Pick<CompanyPagesDeps, 'connections'>, { id }: Company) {
  const { connections, nextCursor } = await deps.connections.list({
    sort: 'name',
    companyId: id,
    limit: connectionsNamed,
  });
  return {
    rows: connections.map((connection) => ({
      name: connection.name,
      path: `/console/connections/${encodeURIComponent(connection.id)}`,
      status: connection.status,
      kind: connection.kind,
      storeName: connection.store?.name,
      storeHash: connection.storeHash,
    })),
    hasMore: nextCursor !== undefined,
    allPath: `/console/connections?company=${encodeURIComponent(id)}`,
  };
}

function linkRow(
  link: Link,
  iclientNames: Map<string, string>,
  moment: ReturnType<typeof momentsIn>,
  texts: Texts,
) {
  const { companies, events } = texts;
  const { ways, iclientId, singleUse, state, createdAt, createdBy, expiresAt, usedAt } = link;
  return {
    state,
    ways: ways.map((way) => companies.links.ways[way]),
    iclient: iclientNames.get(iclientId),
    use: singleUse ? companies.links.single : companies.links.many,
    made: moment(createdAt),
    madeBy: actorNameOf(createdBy) ?? events.actors[createdBy.kind],
    expires: moment(expiresAt),
    used: moment(usedAt),
    facts: linkFacts(link, texts),
    revokePath: state === 'open' ? revokePath(link) : undefined,
  };
}
