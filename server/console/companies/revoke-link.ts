/** Revoking a link of a company. */
import type { Request } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import type { Company } from '../../companies/company.ts';
import { AppError } from '../../errors.ts';
import { refuseFields } from '../../http/form-fields.ts';
import { momentsIn } from '../../language/moments.ts';
import type { Link } from '../../links/link.ts';
import type { CompanyPagesDeps, PageOfOne } from './deps.ts';
import { companyPath, linkFacts, revokePath } from './words.ts';

/** GET /console/companies/{id}/links/{linkId}/revoke */
export const askRevoke: PageOfOne = async (deps, company, req, res) => {
  const link = await linkOf(deps, company, req);
  const page = consolePage(req, res, 'companies');
  res.type('html').send(
    deps.views.render('companies/revoke', {
      page,
      company,
      made: momentsIn(page.language)(link.createdAt),
      facts: linkFacts(link, page.texts),
      isOpen: link.state === 'open',
      path: revokePath(link),
      back: companyPath(company.id),
    }),
  );
};

/** POST /console/companies/{id}/links/{linkId}/revoke */
export const revokeLink: PageOfOne = async (deps, company, req, res) => {
  refuseFields(req.body);
  const { id } = await linkOf(deps, company, req);
  await deps.links.revoke(id, actorOf(req, res));
  res.redirect(303, `${companyPath(company.id)}?notice=revoked`);
};

/** @throws AppError `link_unknown`, for a link of another company too */
async function linkOf(deps: CompanyPagesDeps, company: Company, req: Request): Promise<Link> {
  const link = await deps.links.find(String(req.params.linkId));
  if (link?.companyId === company.id) return link;
  throw new AppError('link_unknown', 'This company has no such link.');
}
