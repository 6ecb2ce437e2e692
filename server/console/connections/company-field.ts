/** The field that names a connection's company; see `findCompany`. */
import type { Request } from 'express';
import type { Connection } from '../../connections/connection.ts';
import { AppError } from '../../errors.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { singleParameters } from '../../http/query.ts';
import type { Texts } from '../../language/language.ts';
import { findCompany, typedNameOf } from '../companies/typed-company.ts';
import type { ConnectionPagesDeps } from './deps.ts';
import type { Read } from './forms.ts';
import { listPath } from './words.ts';

type Companies = Pick<ConnectionPagesDeps, 'companies'>;

/** What the field holds of the company that a connection has; empty for none. */
export async function typedCompany(
  { companies }: Companies,
  { companyId }: Pick<Connection, 'companyId'>,
): Promise<string> {
  const company = companyId === undefined ? undefined : await companies.find(companyId);
  return company ? typedNameOf(companies, company) : '';
}

/** What the field of a new connection holds: the company that the address asks for, when there is one. */
export async function askedCompany(deps: Companies, req: Request): Promise<string> {
  const { company } = singleParameters(req.query, ['company']);
  return typedCompany(deps, { companyId: company });
}

/** The id of the company that is named; null for none. */
export async function readCompany(
  { companies }: Companies,
  typed: string,
  texts: Texts,
): Promise<Read<string | null>> {
  if (typed.trim() === '') return { value: null };
  const found = await findCompany(companies, typed);
  if (typeof found !== 'string') return { value: found.id };
  return { error: errorOf(texts.companies.ofConnection[found], texts) };
}

/** What a refused save says of the company; undefined when it is about something else. */
export function refusedCompany(
  error: unknown,
  storeHash: string,
  texts: Texts,
): { error: FieldError } | undefined {
  if (!(error instanceof AppError)) return undefined;
  const words = texts.companies.ofConnection;
  if (error.code === 'company_unknown') return { error: errorOf(words.unknown, texts) };
  if (error.code !== 'store_of_other_company') return undefined;
  const href = `${listPath}?q=${encodeURIComponent(storeHash)}`;
  const link = { href, text: words.ofStore };
  return { error: { ...errorOf(words.otherCompany, texts), link } };
}

function errorOf(message: string, { companies }: Texts): FieldError {
  return { name: 'company', label: companies.ofConnection.label, message };
}
