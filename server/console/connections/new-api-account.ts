/** The form that adds a connection by store-level credentials, from a file or field by field. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import { parseCredentialsFile } from '../../bigcommerce/credentials-file.ts';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import { defaultConcurrency } from '../../connections/connection.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { readScopes, scopePickerView, wantsPreset } from '../scope-picker/scope-picker.ts';
import {
  type Credentials,
  type LiveToken,
  readCredentials,
  testCredentials,
} from './credentials.ts';
import type { ConnectionPagesDeps, Page } from './deps.ts';
import {
  errorsOf,
  type FormTexts,
  readFields,
  readName,
  readScopeChoice,
  readStore,
  refusedSave,
} from './forms.ts';
import { describeTest } from './test-result.ts';
import { connectionPath } from './words.ts';

const fieldNames = [
  'credentials',
  'name',
  'store',
  'accessToken',
  'clientId',
  'clientSecret',
  'scopeChoice',
  'then',
] as const;
type Fields = Record<(typeof fieldNames)[number], string>;

/** What the page shows; never a secret. */
type Form = {
  values: Pick<Fields, 'name' | 'store' | 'clientId' | 'scopeChoice'>;
  picked: string[];
  errors: FieldError[];
  /** The form comes back, so that the secrets have to be given again. */
  isAgain: boolean;
  result?: ReturnType<typeof describeTest>;
};

/** GET /console/connections/new/api-account */
export const askNewApiAccount: Page = (deps, req, res) => {
  const values = { name: '', store: '', clientId: '', scopeChoice: 'any' };
  showForm(deps, req, res, { values, picked: [], errors: [], isAgain: false });
};

/**
 * POST /console/connections/new/api-account: tests the token; with `then=save` saves the connection
 * when BigCommerce takes it.
 */
export const saveNewApiAccount: Page = async (deps, req, res) => {
  const { texts, language } = consolePage(req, res);
  const words = texts.connectionForms;
  const posted = readFields(req, fieldNames);
  const values = withFile(posted);
  const picked = readScopes(req.body);
  const form: Form = { values, picked, errors: [], isAgain: true };
  if (wantsPreset(req.body))
    return showForm(deps, req, res, { ...form, values: { ...values, scopeChoice: 'own' } });

  const read = readForm(values, picked, words);
  if (Array.isArray(read)) return showErrors(deps, req, res, { ...form, errors: read });
  const test = await testCredentials(deps, read, words);
  if ('error' in test) return showErrors(deps, req, res, { ...form, errors: [test.error] });
  if (values.then !== 'save') {
    const result = describeTest(test, read.scopes, language, words);
    return showForm(deps, req, res, { ...form, result });
  }
  const saved = await save(deps, req, res, read, test, words);
  if ('error' in saved) return showErrors(deps, req, res, { ...form, errors: [saved.error] });
  res.redirect(303, `${connectionPath(saved.id)}?notice=created_connected`);
};

/** What is typed wins over what the pasted file says. */
function withFile(posted: Fields): Fields {
  if (posted.credentials.trim() === '') return posted;
  const file = parseCredentialsFile(posted.credentials);
  return {
    ...posted,
    name: posted.name || (file.name ?? ''),
    store: posted.store || (file.storeHash ?? ''),
    accessToken: posted.accessToken || (file.accessToken ?? ''),
    clientId: posted.clientId || (file.clientId ?? ''),
    clientSecret: posted.clientSecret || (file.clientSecret ?? ''),
  };
}

type ReadForm = Credentials & { name: string; storeHash: string; scopes: string[] | undefined };

function readForm(values: Fields, picked: string[], words: FormTexts): ReadForm | FieldError[] {
  // Only a connection that is saved needs a name.
  const name = values.then === 'save' ? readName(values.name, words) : { value: values.name };
  const store = readStore(values.store, words);
  const scopes = readScopeChoice(values.scopeChoice, picked, words);
  const credentials = readCredentials(values, words);
  if ('error' in name || 'error' in store || 'error' in scopes || 'errors' in credentials) {
    const others = 'errors' in credentials ? credentials.errors : [];
    return [...errorsOf([name, store]), ...others, ...errorsOf([scopes])];
  }
  return { ...credentials, name: name.value, storeHash: store.value, scopes: scopes.value };
}

async function save(
  deps: ConnectionPagesDeps,
  req: Request,
  res: Response,
  read: ReadForm,
  { detectedScopes, profile }: LiveToken,
  words: FormTexts,
): Promise<{ id: string } | { error: FieldError }> {
  const draft = { ...read, detectedScopes, profile, concurrency: defaultConcurrency };
  return deps.connections
    .createApiAccount(draft, actorOf(req, res))
    .catch((error: unknown) => refusedSave(error, words));
}

function showErrors(deps: ConnectionPagesDeps, req: Request, res: Response, form: Form): void {
  res.status(422);
  showForm(deps, req, res, form);
}

function showForm(deps: ConnectionPagesDeps, req: Request, res: Response, form: Form): void {
  const page = consolePage(req, res, 'connections');
  const { name, store, clientId, scopeChoice } = form.values;
  const found = parseStoreAddress(store);
  res.type('html').send(
    deps.views.render('connections/new-api-account', {
      page,
      values: { name, store, clientId, scopeChoice },
      errors: form.errors,
      isAgain: form.isAgain,
      result: form.result,
      storeHash: found.ok ? found.storeHash : undefined,
      picker: scopePickerView(page.language, form.picked),
    }),
  );
}
