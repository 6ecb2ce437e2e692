/** The forms that add and change a company. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { actorOf, consolePage } from '../../access/access.ts';
import type { Company } from '../../companies/company.ts';
import { companyNameSchema, externalIdSchema } from '../../companies/company-fields.ts';
import { AppError } from '../../errors.ts';
import { type FieldError, fieldErrors, typedIn } from '../../http/form-fields.ts';
import type { Texts } from '../../language/language.ts';
import type { CompanyPagesDeps, Page, PageOfOne } from './deps.ts';
import { companiesPath, companyPath } from './words.ts';

type Values = { name: string; externalId: string };
type Fields = { name: string; externalId: string | undefined };

const schema = z.strictObject({
  _token: z.string().optional(),
  name: companyNameSchema,
  externalId: z
    .literal('')
    .transform(() => undefined)
    .or(externalIdSchema),
});
const fieldNames = ['name', 'externalId'] as const;

/** GET /console/companies/new */
export const askCompany: Page = (deps, req, res) =>
  showForm(deps, req, res, { values: { name: '', externalId: '' }, errors: [] });

/** POST /console/companies */
export const addCompany: Page = async (deps, req, res) => {
  const added = await saved(deps, req, res, undefined, (fields) =>
    deps.companies.create(fields, actorOf(req, res)),
  );
  if (added) res.redirect(303, `${companyPath(added.id)}?notice=created`);
};

/** GET /console/companies/{id}/edit */
export const askEdit: PageOfOne = (deps, company, req, res) => {
  const { name, externalId = '' } = company;
  showForm(deps, req, res, { values: { name, externalId }, errors: [] }, company);
};

/** POST /console/companies/{id}/edit */
export const saveEdit: PageOfOne = async (deps, company, req, res) => {
  const changed = await saved(deps, req, res, company, ({ name, externalId }) =>
    deps.companies.change(company.id, { name, externalId: externalId ?? null }, actorOf(req, res)),
  );
  if (changed) res.redirect(303, `${companyPath(company.id)}?notice=changed`);
};

/** Answers what was saved, or shows the form again with what has to be corrected. */
async function saved(
  deps: CompanyPagesDeps,
  req: Request,
  res: Response,
  company: Company | undefined,
  save: (fields: Fields) => Promise<Company>,
): Promise<Company | undefined> {
  const { companies: texts } = consolePage(req, res).texts;
  const typed = typedIn(req.body, fieldNames);
  const values = { name: typed.name ?? '', externalId: typed.externalId ?? '' };
  const read = schema.safeParse({ externalId: '', ...req.body });
  if (!read.success) {
    const { name, externalId } = texts.errors;
    const wrong = fieldErrors(read.error, { name, externalId });
    const errors = fieldNames.flatMap((field) =>
      wrong[field] === undefined ? [] : [errorOf(field, wrong[field], texts)],
    );
    showForm(deps, req, res.status(422), { values, errors }, company);
    return undefined;
  }
  try {
    const { name, externalId } = read.data;
    return await save({ name, externalId });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'external_id_taken') throw error;
    const link = otherCompany(error.details.companyId, texts);
    const taken = { ...errorOf('externalId', texts.errors.taken, texts), ...link };
    showForm(deps, req, res.status(error.status), { values, errors: [taken] }, company);
    return undefined;
  }
}

function otherCompany(id: unknown, texts: Texts['companies']): Pick<FieldError, 'link'> {
  return typeof id === 'string'
    ? { link: { href: companyPath(id), text: texts.errors.other } }
    : {};
}

function errorOf(
  name: (typeof fieldNames)[number],
  message: string,
  texts: Texts['companies'],
): FieldError {
  return { name, label: texts.fields[name], message };
}

function showForm(
  deps: CompanyPagesDeps,
  req: Request,
  res: Response,
  { values, errors }: { values: Values; errors: FieldError[] },
  company?: Company,
): void {
  const path = company && companyPath(company.id);
  res.type('html').send(
    deps.views.render('companies/form', {
      page: consolePage(req, res, 'companies'),
      company,
      action: path ? `${path}/edit` : companiesPath,
      back: path ?? companiesPath,
      values,
      errors,
    }),
  );
}
