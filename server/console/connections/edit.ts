/** The form that changes a connection: its name, scopes, concurrency, and an API account's token. */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ConnectionChange } from '../../connections/drafts.ts';
import type { FieldError } from '../../http/form-fields.ts';
import type { Texts } from '../../language/language.ts';
import { readScopes, scopePickerView, wantsPreset } from '../scope-picker/scope-picker.ts';
import { readCompany, refusedCompany, typedCompany } from './company-field.ts';
import { type Credentials, readCredentials, testCredentials } from './credentials.ts';
import type { ConnectionPagesDeps, PageOfOne } from './deps.ts';
import {
  concurrencyFields,
  errorsOf,
  type FormTexts,
  fieldError,
  type Read,
  readConcurrency,
  readFields,
  readName,
  readScopeChoice,
  readStore,
  refusedSave,
} from './forms.ts';
import { connectionPath } from './words.ts';

const fieldNames = [
  'version',
  'name',
  'store',
  'scopeChoice',
  'level',
  'borrowFrom',
  'company',
  'accessToken',
  'clientId',
  'clientSecret',
] as const;
type Fields = Record<(typeof fieldNames)[number], string>;
type Form = {
  values: Omit<Fields, 'accessToken' | 'clientSecret' | 'version'>;
  picked: string[];
  errors: FieldError[];
  /** What the form was made of, where that is not what there is now. */
  version?: string;
};

/** GET /console/connections/:id/edit */
export const askEdit: PageOfOne = async (deps, connection, req, res) => {
  const { name, scopes, storeHash } = connection;
  const values = {
    name,
    store: storeHash,
    company: await typedCompany(deps, connection),
    scopeChoice: scopes === undefined ? 'default' : 'own',
    clientId: '',
    ...concurrencyFields(connection),
  };
  await showForm(deps, connection, req, res, { values, picked: scopes ?? [], errors: [] });
};

/** POST /console/connections/:id/edit: a token that is given is tested before it is kept. */
export const saveEdit: PageOfOne = async (deps, connection, req, res) => {
  const { texts } = consolePage(req, res);
  const values = readFields(req, fieldNames);
  const picked = readScopes(req.body);
  const form: Form = { values, picked, errors: [] };
  if (wantsPreset(req.body)) {
    const own = { ...values, scopeChoice: 'own' };
    const { version } = values;
    return showForm(deps, connection, req, res, { ...form, values: own, version });
  }
  const errors = await save(deps, connection, req, res, { values, picked, texts });
  if (errors.length > 0) {
    res.status(422);
    const again = secretsAgain(values, errors, texts.connectionForms);
    return showForm(deps, connection, req, res, { ...form, errors: [...errors, ...again] });
  }
  res.redirect(303, `${connectionPath(connection.id)}?notice=saved`);
};

/** Saves the change; answers what has to be corrected first. */
async function save(
  deps: ConnectionPagesDeps,
  connection: Connection,
  req: Request,
  res: Response,
  { values, picked, texts }: { values: Fields; picked: string[]; texts: Texts },
): Promise<FieldError[]> {
  const words = texts.connectionForms;
  const company = await readCompany(deps, values.company, texts);
  const read = readForm(connection, values, { picked, company, words });
  if (Array.isArray(read)) return read;
  const { credentials, ...change } = read;
  const { storeHash } = connection;
  const toTest = credentials && {
    ...credentials,
    storeHash,
    scopes: change.scopes ?? undefined,
    turn: deps.turnOf(connection),
  };
  const tested = toTest && (await testCredentials(deps, toTest, words));
  if (tested && 'error' in tested) return [tested.error];
  const found = tested && { detectedScopes: tested.detectedScopes, profile: tested.profile };
  const saved = await deps.connections
    .change(connection.id, { ...change, ...credentials, ...found }, actorOf(req, res))
    .catch(
      (error: unknown) =>
        refusedCompany(error, change.storeHash ?? storeHash, texts) ?? refusedSave(error, words),
    );
  return 'error' in saved ? [saved.error] : [];
}

type ReadForm = ConnectionChange & { credentials: Credentials | undefined };

/** What is to be changed, or what has to be corrected first. */
function readForm(
  connection: Connection,
  values: Fields,
  { picked, company, words }: { picked: string[]; company: Read<string | null>; words: FormTexts },
): ReadForm | FieldError[] {
  if (values.version !== '' && values.version !== versionOf(connection))
    return [fieldError(words, 'name', words.errors.changedMeanwhile)];
  const name = readName(values.name, words);
  const store = readMove(connection, values.store, words);
  const scopes = readScopeChoice(values.scopeChoice, 'default', picked, words);
  const concurrency = readConcurrency(values, words);
  const credentials = newCredentials(connection, values, words);
  const others = credentials && 'errors' in credentials ? credentials.errors : [];
  if (
    'error' in name ||
    'error' in store ||
    'error' in company ||
    'error' in scopes ||
    'error' in concurrency ||
    (credentials && 'errors' in credentials)
  )
    return [...errorsOf([name, store, company, scopes, concurrency]), ...others];
  return {
    name: name.value,
    storeHash: store.value,
    companyId: company.value,
    scopes: scopes.value ?? null,
    concurrency: concurrency.value,
    credentials,
  };
}

/** The store; another one only before the first authorization. */
function readMove(connection: Connection, typed: string, words: FormTexts): Read<string> {
  if (typed === '') return { value: connection.storeHash };
  const store = readStore(typed, words);
  if ('value' in store && store.value !== connection.storeHash && !mayMove(connection))
    return { error: fieldError(words, 'store', words.errors.storeFixed) };
  return store;
}

/** Nobody authorized it yet, so that nothing here belongs to its store. */
function mayMove({ kind, status }: Connection): boolean {
  return kind === 'app' && status === 'pending';
}

/** Changes whenever somebody changes what the form shows. */
function versionOf({ name, storeHash, companyId, scopes, concurrency }: Connection): string {
  const shown = JSON.stringify([name, storeHash, companyId ?? null, scopes ?? null, concurrency]);
  return createHash('sha256').update(shown).digest('base64url');
}

/** Secrets are not sent back, so those that were typed well have to be typed again. */
function secretsAgain(values: Fields, errors: FieldError[], words: FormTexts): FieldError[] {
  return (['accessToken', 'clientSecret'] as const)
    .filter((name) => values[name] !== '' && !errors.some((error) => error.name === name))
    .map((name) => fieldError(words, name, words.errors.typeAgain));
}

/** Undefined when none are given, or the connection has none of its own. */
function newCredentials(
  { kind }: Connection,
  values: Fields,
  words: FormTexts,
): ReturnType<typeof readCredentials> | undefined {
  const given = values.accessToken + values.clientId + values.clientSecret;
  if (kind !== 'api_account' || given.trim() === '') return undefined;
  return readCredentials(values, words);
}

async function showForm(
  deps: ConnectionPagesDeps,
  connection: Connection,
  req: Request,
  res: Response,
  { values, picked, errors, version = '' }: Form,
): Promise<void> {
  const page = consolePage(req, res, 'connections');
  const { name, company, scopeChoice, level, borrowFrom, clientId } = values;
  const store = mayMove(connection) ? values.store : connection.storeHash;
  const found = parseStoreAddress(store);
  const storeHash = found.ok ? found.storeHash : connection.storeHash;
  const lenders = await deps.connections.lendersFor(storeHash, connection.id);
  res.type('html').send(
    deps.views.render('connections/edit', {
      page,
      connection,
      path: connectionPath(connection.id),
      values: { name, store, company, scopeChoice, level, borrowFrom, clientId },
      errors,
      version: version || versionOf(connection),
      mayMove: mayMove(connection),
      storeHash: found.ok ? found.storeHash : undefined,
      lenders: lenders.map(({ id, name }) => ({ id, name })),
      picker: scopePickerView(page.language, picked),
    }),
  );
}
