/** What a merchant's link asks for and gets besides, when its authorization comes back from BigCommerce. */
import type { Logger } from 'pino';
import type { AuthorizingLink } from '../authorizations/authorization.ts';
import type { CompanyStore } from '../companies/store.ts';
import type { InstallByLink, SavedInstall } from '../connections/save-install.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import { endConnected } from '../links/end-connected.ts';
import { requireOpen } from '../links/require-open.ts';
import type { LinkStore } from '../links/store.ts';
import type { VisitStore } from '../links/visits.ts';
import type { SettingsStore } from '../settings/store.ts';

export type ByLinkDeps = {
  companies: Pick<CompanyStore, 'find'>;
  connections: Pick<ConnectionStore, 'companyOfStore'>;
  links: Pick<LinkStore, 'find' | 'claimUse' | 'completeUse' | 'releaseUse'>;
  settings: Pick<SettingsStore, 'read'>;
  visits: Pick<VisitStore, 'findById' | 'change'>;
};

/**
 * Saves an install for the company of a link. An exchange ends the token that the store has, so whatever
 * can be refused is refused before it.
 * @param save exchanges the code and saves its token
 * @throws AppError `link_unknown`, `link_used`, `link_expired`, `link_revoked`, `links_off`,
 *   `visit_unknown` for one that has ended, `store_of_other_company`, and those of `save`
 */
export async function saveByLink(
  deps: ByLinkDeps,
  link: AuthorizingLink,
  storeHash: string,
  log: Logger,
  save: (install: InstallByLink) => Promise<SavedInstall>,
): Promise<SavedInstall> {
  const { linkId, visitId } = link;
  const install = await prepare(deps, link);
  // Before it is looked whose the store is: a link in use is told alike of every store.
  await deps.links.claimUse(linkId, visitId, storeHash);
  let saved: SavedInstall;
  try {
    await requireFree(deps, storeHash, install);
    saved = await save(install);
  } catch (error) {
    // Otherwise the claim is forgotten in a minute.
    await deps.links.releaseUse(linkId, visitId).catch(() => undefined);
    throw error;
  }
  await endConnected(deps, { linkId, visitId, connectionId: saved.connectionId }, log);
  return saved;
}

async function prepare(
  deps: ByLinkDeps,
  { linkId, visitId, companyId }: AuthorizingLink,
): Promise<InstallByLink> {
  const [link, settings, company, visit] = await Promise.all([
    deps.links.find(linkId),
    deps.settings.read(),
    deps.companies.find(companyId),
    deps.visits.findById(visitId),
  ]);
  requireOpen(link, settings);
  if (!company) throw new AppError('link_unknown', 'The company of the link is gone.');
  if (!visit || visit.end) throw new AppError('visit_unknown', 'The visit has ended.');
  return { companyId, name: company.name, scopes: link.scopes };
}

async function requireFree(
  { connections }: Pick<ByLinkDeps, 'connections'>,
  storeHash: string,
  { companyId }: InstallByLink,
): Promise<void> {
  const owner = await connections.companyOfStore(storeHash);
  if (owner !== undefined && owner !== companyId)
    throw new AppError('store_of_other_company', 'The store has another company.');
}
