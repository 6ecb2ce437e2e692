/** The form that adds a connection by store-level credentials, from a file or field by field. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import {
  type CredentialsProblem,
  parseCredentialsFile,
} from '../../bigcommerce/credentials-file.ts';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import type { Concurrency, Connection } from '../../connections/connection.ts';
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
  fieldError,
  readConcurrency,
  readFields,
  readName,
  readScopeChoice,
  readStore,
  refusedSave,
  refuseOtherThan,
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
  'level',
  'borrowFrom',
  'then',
] as const;
type Fields = Record<(typeof fieldNames)[number], string>;
const shownAgain = ['name', 'store', 'clientId', 'scopeChoice', 'level', 'borrowFrom'] as const;

/** What the page shows; never a secret. */
type Form = {
  values: Pick<Fields, (typeof shownAgain)[number]>;
  picked: string[];
  errors: FieldError[];
  /** The form comes back, so that the secrets have to be given again. */
  isAgain: boolean;
  result?: ReturnType<typeof describeTest>;
};

/** GET /console/connections/new/api-account */
export const askNewApiAccount: Page = async (deps, req, res) => {
  const concurrency = { level: '', borrowFrom: '' };
  const values = { name: '', store: '', clientId: '', scopeChoice: 'any', ...concurrency };
  await showForm(deps, req, res, { values, picked: [], errors: [], isAgain: false });
};

/**
 * POST /console/connections/new/api-account: tests the token; with `then=save` saves the connection
 * when BigCommerce takes it.
 */
export const saveNewApiAccount: Page = async (deps, req, res) => {
  const { texts, language } = consolePage(req, res);
  const words = texts.connectionForms;
  const posted = readFields(req, fieldNames);
  refuseOtherThan('then', posted.then, ['save', 'test']);
  const { values, problems } = withFile(posted);
  const picked = readScopes(req.body);
  const form: Form = { values, picked, errors: [], isAgain: true };
  if (wantsPreset(req.body))
    return showForm(deps, req, res, { ...form, values: { ...values, scopeChoice: 'own' } });

  const read = readForm(values, problems, picked, words);
  if (Array.isArray(read)) return showErrors(deps, req, res, { ...form, errors: read });
  const test = await testCredentials(deps, read, words);
  if ('error' in test) return showErrors(deps, req, res, { ...form, errors: [test.error] });
  if (values.then !== 'save') {
    const result = describeTest(test, read.scopes, language, words);
    return showForm(deps, req, res, { ...form, result });
  }
  const saved = await save(deps, req, res, read, test, words);
  if ('error' in saved) return showErrors(deps, req, res, { ...form, errors: [saved.error] });
  const notice = saved.status === 'connected' ? 'created_connected' : 'created_lacking';
  res.redirect(303, `${connectionPath(saved.id)}?notice=${notice}`);
};

/** What is typed wins over what the pasted file says, and makes up for what it lacks. */
function withFile(posted: Fields): { values: Fields; problems: CredentialsProblem[] } {
  if (posted.credentials.trim() === '') return { values: posted, problems: [] };
  const file = parseCredentialsFile(posted.credentials);
  const typed = [
    ...(posted.accessToken === '' ? [] : ['access_token_missing', 'access_token_malformed']),
    ...(posted.store === '' ? [] : ['store_missing', 'store_malformed', 'stores_differ']),
  ];
  const values = {
    ...posted,
    name: posted.name || (file.name ?? ''),
    store: posted.store || (file.storeHash ?? ''),
    accessToken: posted.accessToken || (file.accessToken ?? ''),
    clientId: posted.clientId || (file.clientId ?? ''),
    clientSecret: posted.clientSecret || (file.clientSecret ?? ''),
  };
  return { values, problems: file.problems.filter((problem) => !typed.includes(problem)) };
}

type ReadForm = Credentials & {
  name: string;
  storeHash: string;
  scopes: string[] | undefined;
  concurrency: Concurrency;
};

function readForm(
  values: Fields,
  problems: CredentialsProblem[],
  picked: string[],
  words: FormTexts,
): ReadForm | FieldError[] {
  // Only a connection that is saved needs a name.
  const name = values.then === 'save' ? readName(values.name, words) : { value: values.name };
  const store = readStore(values.store, words);
  const scopes = readScopeChoice(values.scopeChoice, 'any', picked, words);
  const concurrency = readConcurrency(values, words);
  const credentials = readCredentials(values, words);
  const file = problems.map((problem) => words.apiAccount.fileProblems[problem]).join(' ');
  if (
    file !== '' ||
    'error' in name ||
    'error' in store ||
    'error' in scopes ||
    'error' in concurrency ||
    'errors' in credentials
  )
    return [
      ...(file === '' ? [] : [fieldError(words, 'credentials', file)]),
      ...errorsOf([name, store]),
      ...('errors' in credentials ? credentials.errors : []),
      ...errorsOf([scopes, concurrency]),
    ];
  return {
    ...credentials,
    name: name.value,
    storeHash: store.value,
    scopes: scopes.value,
    concurrency: concurrency.value,
  };
}

async function save(
  deps: ConnectionPagesDeps,
  req: Request,
  res: Response,
  read: ReadForm,
  { detectedScopes, profile }: LiveToken,
  words: FormTexts,
): Promise<Connection | { error: FieldError }> {
  const draft = { ...read, detectedScopes, profile };
  return deps.connections
    .createApiAccount(draft, actorOf(req, res))
    .catch((error: unknown) => refusedSave(error, words));
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
