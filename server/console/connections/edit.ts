/** The form that changes a connection: its name, scopes, concurrency, and an API account's token. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ConnectionChange } from '../../connections/drafts.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { readScopes, scopePickerView, wantsPreset } from '../scope-picker/scope-picker.ts';
import { readCredentials, testCredentials } from './credentials.ts';
import type { ConnectionPagesDeps, PageOfOne } from './deps.ts';
import {
  concurrencyFields,
  errorsOf,
  type FormTexts,
  readConcurrency,
  readFields,
  readName,
  readScopeChoice,
  refusedSave,
} from './forms.ts';
import { connectionPath } from './words.ts';

const fieldNames = [
  'name',
  'scopeChoice',
  'level',
  'borrowFrom',
  'accessToken',
  'clientId',
  'clientSecret',
] as const;
type Fields = Record<(typeof fieldNames)[number], string>;
type Form = {
  values: Omit<Fields, 'accessToken' | 'clientSecret'>;
  picked: string[];
  errors: FieldError[];
};

/** GET /console/connections/:id/edit */
export const askEdit: PageOfOne = async (deps, connection, req, res) => {
  const { name, scopes } = connection;
  const values = {
    name,
    scopeChoice: scopes === undefined ? 'default' : 'own',
    clientId: '',
    ...concurrencyFields(connection),
  };
  await showForm(deps, connection, req, res, { values, picked: scopes ?? [], errors: [] });
};

/** POST /console/connections/:id/edit: a token that is given is tested before it is kept. */
export const saveEdit: PageOfOne = async (deps, connection, req, res) => {
  const words = consolePage(req, res).texts.connectionForms;
  const values = readFields(req, fieldNames);
  const picked = readScopes(req.body);
  const form: Form = { values, picked, errors: [] };
  if (wantsPreset(req.body)) {
    const own = { ...values, scopeChoice: 'own' };
    return showForm(deps, connection, req, res, { ...form, values: own });
  }
  const errors = await save(deps, connection, req, res, { values, picked, words });
  if (errors.length > 0) {
    res.status(422);
    return showForm(deps, connection, req, res, { ...form, errors });
  }
  res.redirect(303, `${connectionPath(connection.id)}?notice=saved`);
};

/** Saves the change; answers what has to be corrected first. */
async function save(
  deps: ConnectionPagesDeps,
  connection: Connection,
  req: Request,
  res: Response,
  { values, picked, words }: { values: Fields; picked: string[]; words: FormTexts },
): Promise<FieldError[]> {
  const name = readName(values.name, words);
  const scopes = readScopeChoice(values.scopeChoice, picked, words);
  const concurrency = readConcurrency(values, words);
  const credentials = newCredentials(connection, values, words);
  if (
    'error' in name ||
    'error' in scopes ||
    'error' in concurrency ||
    (credentials && 'errors' in credentials)
  ) {
    const others = credentials && 'errors' in credentials ? credentials.errors : [];
    return [...errorsOf([name, scopes, concurrency]), ...others];
  }
  const { storeHash } = connection;
  const toTest = credentials && { ...credentials, storeHash, scopes: scopes.value };
  const tested = toTest && (await testCredentials(deps, toTest, words));
  if (tested && 'error' in tested) return [tested.error];
  const change: ConnectionChange = {
    name: name.value,
    scopes: scopes.value ?? null,
    concurrency: concurrency.value,
    ...credentials,
    ...(tested && { detectedScopes: tested.detectedScopes, profile: tested.profile }),
  };
  const saved = await deps.connections
    .change(connection.id, change, actorOf(req, res))
    .catch((error: unknown) => refusedSave(error, words));
  return 'error' in saved ? [saved.error] : [];
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
  { values, picked, errors }: Form,
): Promise<void> {
  const page = consolePage(req, res, 'connections');
  const { name, scopeChoice, level, borrowFrom, clientId } = values;
  const lenders = await deps.connections.lendersFor(connection.storeHash, connection.id);
  res.type('html').send(
    deps.views.render('connections/edit', {
      page,
      connection,
      path: connectionPath(connection.id),
      values: { name, scopeChoice, level, borrowFrom, clientId },
      errors,
      lenders: lenders.map(({ id, name }) => ({ id, name })),
      picker: scopePickerView(page.language, picked),
    }),
  );
}
