/** Deleting a company: the page that says what it means, and what stands in the way. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import type { Company } from '../../companies/company.ts';
import { AppError } from '../../errors.ts';
import { refuseFields } from '../../http/form-fields.ts';
import type { CompanyPagesDeps, PageOfOne } from './deps.ts';
import { connectionsOf } from './detail.ts';
import { companiesPath, companyPath } from './words.ts';

/** GET /console/companies/{id}/delete */
export const askDelete: PageOfOne = (deps, company, req, res) => showPage(deps, company, req, res);

/** POST /console/companies/{id}/delete */
export const deleteCompany: PageOfOne = async (deps, company, req, res) => {
  refuseFields(req.body);
  try {
    await deps.companies.delete(company.id, actorOf(req, res));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'company_in_use') throw error;
    return showPage(deps, company, req, res.status(error.status));
  }
  res.redirect(303, `${companiesPath}?notice=deleted`);
};

async function showPage(
  deps: CompanyPagesDeps,
  company: Company,
  req: Request,
  res: Response,
): Promise<void> {
  const [connections, links] = await Promise.all([
    connectionsOf(deps, company),
    deps.links.ofCompany(company.id),
  ]);
  res.type('html').send(
    deps.views.render('companies/delete', {
      page: consolePage(req, res, 'companies'),
      company,
      path: companyPath(company.id),
      connections,
      openLinks: links.filter(({ state }) => state === 'open').length,
    }),
  );
}
