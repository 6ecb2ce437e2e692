/** The form that adds a connection by store-level credentials, from a file or field by field. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import type { Connection } from '../../connections/connection.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { readScopes, scopePickerView, wantsPreset } from '../scope-picker/scope-picker.ts';
import { askedCompany, readCompany, refusedCompany } from './company-field.ts';
import { type LiveToken, testCredentials } from './credentials.ts';
import type { ConnectionPagesDeps, Page } from './deps.ts';
import { readFields, refusedSave, refuseOtherThan } from './forms.ts';
import {
  type AccountFields,
  accountFields,
  type ReadAccount,
  readAccount,
  withFile,
} from './read-account.ts';
import { describeTest } from './test-result.ts';
import { connectionPath } from './words.ts';

const shownAgain = [
  'name',
  'store',
  'company',
  'clientId',
  'scopeChoice',
  'level',
  'borrowFrom',
] as const;

/** What the page shows; never a secret. */
type Form = {
  values: Pick<AccountFields, (typeof shownAgain)[number]>;
  picked: string[];
  errors: FieldError[];
  /** The form comes back, so that the secrets have to be given again. */
  isAgain: boolean;
  result?: ReturnType<typeof describeTest>;
};

/** GET /console/connections/new/api-account?company */
export const askNewApiAccount: Page = async (deps, req, res) => {
  const concurrency = { level: '', borrowFrom: '' };
  const of = { name: '', store: '', company: await askedCompany(deps, req) };
  const values = { ...of, clientId: '', scopeChoice: 'any', ...concurrency };
  await showForm(deps, req, res, { values, picked: [], errors: [], isAgain: false });
};

/**
 * POST /console/connections/new/api-account: tests the token; with `then=save` saves the connection
 * when BigCommerce takes it.
 */
export const saveNewApiAccount: Page = async (deps, req, res) => {
  const { texts, language } = consolePage(req, res);
  const words = texts.connectionForms;
  const posted = readFields(req, accountFields);
  refuseOtherThan('then', posted.then, ['save', 'test']);
  const { values, problems } = withFile(posted);
  const picked = readScopes(req.body);
  const form: Form = { values, picked, errors: [], isAgain: true };
  if (wantsPreset(req.body))
    return showForm(deps, req, res, { ...form, values: { ...values, scopeChoice: 'own' } });

  // Only a connection that is saved has a company.
  const named = values.then === 'save' ? values.company : '';
  const company = await readCompany(deps, named, texts);
  const read = readAccount(values, problems, { picked, company, words });
  if (Array.isArray(read)) return showErrors(deps, req, res, { ...form, errors: read });
  const test = await testCredentials(deps, read, words);
  if ('error' in test) return showErrors(deps, req, res, { ...form, errors: [test.error] });
  if (values.then !== 'save') {
    const result = describeTest(test, read.scopes, language, words);
    return showForm(deps, req, res, { ...form, result });
  }
  const saved = await save(deps, req, res, read, test);
  if ('error' in saved) return showErrors(deps, req, res, { ...form, errors: [saved.error] });
  const notice = saved.status === 'connected' ? 'created_connected' : 'created_lacking';
  res.redirect(303, `${connectionPath(saved.id)}?notice=${notice}`);
};

async function save(
  deps: ConnectionPagesDeps,
  req: Request,
  res: Response,
  read: ReadAccount,
  { detectedScopes, profile }: LiveToken,
): Promise<Connection | { error: FieldError }> {
  const { texts } = consolePage(req, res);
  const draft = { ...read, detectedScopes, profile };
  return deps.connections
    .createApiAccount(draft, actorOf(req, res))
    .catch(
      (error: unknown) =>
        refusedCompany(error, read.storeHash, texts) ?? refusedSave(error, texts.connectionForms),
    );
}

async function showErrors(
  deps: ConnectionPagesDeps,
  req: Request,
  res: Response,
  form: Form,
): Promise<void> {
  res.status(422);
  await showForm(deps, req, res, form);
}

async function showForm(
  deps: ConnectionPagesDeps,
  req: Request,
  res: Response,
  form: Form,
): Promise<void> {
  const page = consolePage(req, res, 'connections');
  const found = parseStoreAddress(form.values.store);
  const lenders = found.ok ? await deps.connections.lendersFor(found.storeHash) : [];
  res.type('html').send(
    deps.views.render('connections/new-api-account', {
      page,
      values: Object.fromEntries(shownAgain.map((name) => [name, form.values[name]])),
      errors: form.errors,
      isAgain: form.isAgain,
      result: form.result,
      storeHash: found.ok ? found.storeHash : undefined,
      lenders: lenders.map(({ id, name }) => ({ id, name })),
      picker: scopePickerView(page.language, form.picked),
    }),
  );
}
