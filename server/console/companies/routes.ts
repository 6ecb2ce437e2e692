/**
 * The pages of companies and of the links that are made for them. Everybody who is signed in reads;
 * builders change.
 *
 * GET, POST /console/companies                               the list; adds one
 * GET       /console/companies/new                           the empty form
 * GET       /console/companies/names                         JSON: companies that match `q`, for fields
 * GET       /console/companies/{id}                          one with its connections and links
 * GET, POST /console/companies/{id}/edit
 * GET, POST /console/companies/{id}/delete
 * GET, POST /console/companies/{id}/links/new                POST shows the link, in this answer alone
 * GET, POST /console/companies/{id}/links/{linkId}/revoke
 */
import { type RequestHandler, Router } from 'express';
import { AppError } from '../../errors.ts';
import { only } from '../../http/only.ts';
import { singleParameters } from '../../http/query.ts';
import type { CompanyPagesDeps, Page, PageOfOne } from './deps.ts';
import { showCompany } from './detail.ts';
import { askDelete, deleteCompany } from './ending.ts';
import { addCompany, askCompany, askEdit, saveEdit } from './forms.ts';
import { showList } from './list.ts';
import { askLink, makeLink } from './make-link.ts';
import { askRevoke, revokeLink } from './revoke-link.ts';
import { offerNames } from './typed-company.ts';
import { companiesPath } from './words.ts';

export function consoleCompanyRoutes(deps: CompanyPagesDeps): Router {
  const router = Router({ caseSensitive: true });
  const builder = deps.access.role('builder');
  const page =
    (show: Page): RequestHandler =>
    (req, res) =>
      show(deps, req, res);
  const pageOfOne =
    (show: PageOfOne): RequestHandler =>
    async (req, res) => {
      const company = await deps.companies.find(String(req.params.id));
      if (!company) throw new AppError('company_unknown', 'There is no such company.');
      await show(deps, company, req, res);
    };
  const form = (path: string, ask: PageOfOne, save: PageOfOne) =>
    router
      .route(path)
      .get(builder, pageOfOne(ask))
      .post(builder, pageOfOne(save))
      .all(only('GET', 'POST'));

  router
    .route(companiesPath)
    .get(page(showList))
    .post(builder, page(addCompany))
    .all(only('GET', 'POST'));
  router.route(`${companiesPath}/new`).get(builder, page(askCompany)).all(only('GET'));
  router
    .route(`${companiesPath}/names`)
    .get(async (req, res) => {
      const { q = '' } = singleParameters(req.query, ['q']);
      res.json(await offerNames(deps.companies, q));
    })
    .all(only('GET'));

  const one = `${companiesPath}/:id`;
  router.route(one).get(pageOfOne(showCompany)).all(only('GET'));
  form(`${one}/edit`, askEdit, saveEdit);
  form(`${one}/delete`, askDelete, deleteCompany);
  form(`${one}/links/new`, askLink, makeLink);
  form(`${one}/links/:linkId/revoke`, askRevoke, revokeLink);
  return router;
}
