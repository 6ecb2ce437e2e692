/** The form that adds a connection through an app. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import type { Connection } from '../../connections/connection.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { singleParameters } from '../../http/query.ts';
import { redirectUris } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { withLabels } from '../../iclients/labels.ts';
import { readScopes, scopePickerView, wantsPreset } from '../scope-picker/scope-picker.ts';
import { askedCompany, readCompany, refusedCompany } from './company-field.ts';
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
import { connectionPath } from './words.ts';

const fieldNames = [
  'name',
  'store',
  'company',
  'iclientId',
  'redirectUri',
  'scopeChoice',
  'level',
  'borrowFrom',
  'then',
] as const;
type Fields = Record<(typeof fieldNames)[number], string>;
/** What the form shows again. */
type Values = Omit<Fields, 'then'>;

/** GET /console/connections/new/app?iclient&company */
export const askNewApp: Page = async (deps, req, res) => {
  const iclients = await deps.iclients.list();
  const { iclient } = singleParameters(req.query, ['iclient']);
  const chosen = iclients.find(({ id }) => id === iclient) ?? iclients[0];
  const values: Values = {
    name: '',
    store: '',
    company: await askedCompany(deps, req),
    iclientId: chosen?.id ?? '',
    redirectUri: '',
    scopeChoice: 'iclient',
    level: '',
    borrowFrom: '',
  };
  await showForm(deps, req, res, { values, iclients, picked: chosen?.scopes ?? [], errors: [] });
};

/**
 * POST /console/connections/new/app: saves the connection as pending; with `then=authorize` goes on
 * to BigCommerce.
 */
export const saveNewApp: Page = async (deps, req, res) => {
  const values = readFields(req, fieldNames);
  refuseOtherThan('then', values.then, ['save', 'authorize']);
  const picked = readScopes(req.body);
  const iclients = await deps.iclients.list();
  const form = { values, iclients, picked };
  if (wantsPreset(req.body)) {
    const own = { ...values, scopeChoice: 'own' };
    return showForm(deps, req, res, { ...form, values: own, errors: [] });
  }
  const saved = await save(deps, req, res, form);
  if (Array.isArray(saved)) {
    res.status(422);
    return showForm(deps, req, res, { ...form, errors: saved });
  }
  if (values.then === 'authorize') return deps.startAuthorization(saved, req, res);
  res.redirect(303, `${connectionPath(saved.id)}?notice=created`);
};

/** Saves the connection, or answers what has to be corrected first. */
async function save(
  deps: ConnectionPagesDeps,
  req: Request,
  res: Response,
  { values, iclients, picked }: { values: Fields; iclients: IClient[]; picked: string[] },
): Promise<Connection | FieldError[]> {
  const { texts } = consolePage(req, res);
  const words = texts.connectionForms;
  const name = readName(values.name, words);
  const store = readStore(values.store, words);
  const company = await readCompany(deps, values.company, texts);
  const iclient = readIClient(values, iclients, deps.publicUrl, words);
  const scopes = readScopeChoice(values.scopeChoice, 'iclient', picked, words);
  const concurrency = readConcurrency(values, words);
  if (
    'error' in name ||
    'error' in store ||
    'error' in company ||
    'error' in iclient ||
    'error' in scopes ||
    'error' in concurrency
  )
    return errorsOf([name, store, company, iclient, scopes, concurrency]);
  const draft = {
    name: name.value,
    storeHash: store.value,
    companyId: company.value ?? undefined,
    iclientId: iclient.value,
    scopes: scopes.value,
    concurrency: concurrency.value,
  };
  const saved = await deps.connections
    .create(draft, actorOf(req, res))
    .catch(
      (error: unknown) =>
        refusedCompany(error, draft.storeHash, texts) ?? refusedSave(error, words),
    );
  return 'error' in saved ? [saved.error] : saved;
}

function readIClient(
  { iclientId, redirectUri }: Fields,
  iclients: IClient[],
  publicUrl: string,
  words: FormTexts,
): { value: string } | { error: FieldError } {
  const chosen = iclients.find(({ id }) => id === iclientId);
  if (!chosen) return { error: fieldError(words, 'iclientId', words.errors.iclient) };
  if (redirectUri !== '' && !redirectUris(publicUrl, chosen).includes(redirectUri))
    return { error: fieldError(words, 'redirectUri', words.errors.redirectUri) };
  return { value: chosen.id };
}

async function showForm(
  deps: ConnectionPagesDeps,
  req: Request,
  res: Response,
  form: { values: Values; iclients: IClient[]; picked: string[]; errors: FieldError[] },
): Promise<void> {
  const page = consolePage(req, res, 'connections');
  const { values, iclients, picked, errors } = form;
  const store = parseStoreAddress(values.store);
  const lenders = store.ok ? await deps.connections.lendersFor(store.storeHash) : [];
  res.type('html').send(
    deps.views.render('connections/new-app', {
      page,
      values,
      errors,
      storeHash: store.ok ? store.storeHash : undefined,
      iclients: withLabels(iclients).map((iclient) => ({
        id: iclient.id,
        name: iclient.label,
        scopes: iclient.scopes,
        redirectUris: redirectUris(deps.publicUrl, iclient),
      })),
      lenders: lenders.map(({ id, name }) => ({ id, name })),
      picker: scopePickerView(page.language, picked),
    }),
  );
}
