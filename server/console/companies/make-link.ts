/** Making a link of a company. The answer that makes it is the one page that ever shows its address. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import type { Company } from '../../companies/company.ts';
import { AppError } from '../../errors.ts';
import { withLabels } from '../../iclients/labels.ts';
import { momentsIn } from '../../language/moments.ts';
import { type Link, linkPath, ways } from '../../links/link.ts';
import { newFormName } from '../api-keys/form.ts';
import { scopePickerView, wantsPreset } from '../scope-picker/scope-picker.ts';
import type { CompanyPagesDeps, PageOfOne } from './deps.ts';
import {
  type LinkDraft,
  type LinkForm,
  locales,
  longestDays,
  newValues,
  readLinkForm,
  uses,
} from './link-form.ts';
import { companyPath, revokePath } from './words.ts';

type Shown = Pick<LinkForm, 'values' | 'errors'> & {
  /** The id of the link that the same form has made already. */
  madeBefore?: string;
};

/** GET /console/companies/{id}/links/new */
export const askLink: PageOfOne = async (deps, company, req, res) => {
  const [first] = await deps.iclients.list();
  const values = newValues(first?.id ?? '');
  await showForm(deps, company, req, res, { values, errors: [] });
};

/** POST /console/companies/{id}/links/new */
export const makeLink: PageOfOne = async (deps, company, req, res) => {
  const { texts } = consolePage(req, res);
  const [iclients, returnHosts] = await Promise.all([
    deps.iclients.list(),
    deps.settings.allowedReturnHosts(),
  ]);
  const known = { iclientIds: iclients.map(({ id }) => id), returnHosts };
  const { draft, ...form } = readLinkForm(req.body, texts, known);
  if (wantsPreset(req.body)) {
    const values = { ...form.values, scopeChoice: 'own' };
    return showForm(deps, company, req, res, { values, errors: [] });
  }
  if (!draft) return showForm(deps, company, req, res.status(422), form);
  const made = await makeOnce(deps, company, draft, form, req, res);
  if (made) showMade(deps, company, made, req, res);
};

/** Shows the form again when it was sent before, or when what it names went meanwhile. */
async function makeOnce(
  deps: CompanyPagesDeps,
  company: Company,
  draft: LinkDraft,
  form: Pick<LinkForm, 'values' | 'errors'>,
  req: Request,
  res: Response,
): Promise<{ link: Link; token: string } | undefined> {
  try {
    return await deps.links.make({ ...draft, companyId: company.id }, actorOf(req, res));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'link_made_before') throw error;
    const madeBefore = String(error.details.linkId);
    await showForm(deps, company, req, res.status(error.status), { ...form, madeBefore });
    return undefined;
  }
}

async function showForm(
  deps: CompanyPagesDeps,
  company: Company,
  req: Request,
  res: Response,
  { values, errors, madeBefore }: Shown,
): Promise<void> {
  const page = consolePage(req, res, 'companies');
  const [iclients, returnHosts] = await Promise.all([
    deps.iclients.list(),
    deps.settings.allowedReturnHosts(),
  ]);
  res.type('html').send(
    deps.views.render('companies/link-form', {
      page,
      company,
      path: `${companyPath(company.id)}/links/new`,
      back: companyPath(company.id),
      values,
      errors,
      form: newFormName(),
      ways,
      uses,
      locales,
      longestDays,
      returnHosts,
      iclients: withLabels(iclients).map(({ id, label, scopes }) => ({ id, label, scopes })),
      picker: scopePickerView(page.language, values.picked),
      revokePath: madeBefore && revokePath({ companyId: company.id, id: madeBefore }),
    }),
  );
}

function showMade(
  deps: CompanyPagesDeps,
  company: Company,
  { link, token }: { link: Link; token: string },
  req: Request,
  res: Response,
): void {
  const page = consolePage(req, res, 'companies');
  res.type('html').send(
    deps.views.render('companies/link-made', {
      page,
      company,
      url: `${deps.publicUrl}${linkPath(token)}`,
      singleUse: link.singleUse,
      expires: momentsIn(page.language)(link.expiresAt),
      back: companyPath(company.id),
    }),
  );
}
