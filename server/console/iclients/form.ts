/** The form of an iClient: what was posted, judged field by field. The client secret goes in and never out. */
import { AppError } from '../../errors.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { type IClient, isSimulated } from '../../iclients/iclient.ts';
import { whitelistLimit, whitelistProblem } from '../../iclients/whitelist.ts';
import type { Texts } from '../../language/language.ts';
import { isVisibleName } from '../../language/visible-name.ts';
import {
  isPickerField,
  malformedScopes,
  readScopes,
  scopeLimit,
} from '../scope-picker/scope-picker.ts';

/** What the fields hold, as they are shown again; without the secret. */
export type IClientValues = {
  name: string;
  clientId: string;
  accountUuid: string;
  whitelist: string;
  scopes: string[];
};
export type IClientForm = { values: IClientValues; clientSecret: string; errors: FieldError[] };

const ownFields = ['name', 'clientId', 'clientSecret', 'accountUuid'] as const;
/** When the iClient was last changed, as the form knew it. */
const versionField = 'updatedAt';
type Field = (typeof ownFields)[number] | 'whitelist' | 'otherScopes';
type IClientTexts = Texts['iclients'];

export const noValues: IClientValues = {
  name: '',
  clientId: '',
  accountUuid: '',
  whitelist: '',
  scopes: [],
};

export function valuesOf(iclient: IClient): IClientValues {
  const { name, clientId, accountUuid, whitelist, scopes } = iclient;
  return {
    name,
    clientId,
    accountUuid: accountUuid ?? '',
    whitelist: whitelist.join('\n'),
    scopes,
  };
}

/** @throws AppError `parameter_invalid` for a field that the form does not have */
export function readNewIClient(body: unknown, texts: Texts): IClientForm {
  const fields = strictFields(body, ownFields, true);
  const form = readOwnFields(fields, texts.iclients);
  const secret = form.clientSecret === '' ? 'secretMissing' : undefined;
  return { ...form, errors: [...form.errors, ...errorOf('clientSecret', secret, texts.iclients)] };
}

/** @throws AppError `parameter_invalid` for a field that the form does not have */
export function readChangedIClient(body: unknown, iclient: IClient, texts: Texts): IClientForm {
  const fields = strictFields(body, [...ownFields, 'whitelist', versionField], true);
  const form = readOwnFields(fields, texts.iclients);
  const { entries, errors } = readWhitelist(fields.whitelist, iclient, texts.iclients);
  return {
    ...form,
    values: { ...form.values, whitelist: entries.join('\n') },
    errors: [
      ...errorOf('name', isStale(fields, iclient) ? 'changedMeanwhile' : undefined, texts.iclients),
      ...form.errors,
      ...errors,
    ],
  };
}

/** @throws AppError `parameter_invalid` for a field that the form does not have */
export function readDefaultIClient(body: unknown, iclient: IClient, texts: Texts): IClientForm {
  const fields = strictFields(body, ['whitelist'], false);
  const { entries, errors } = readWhitelist(fields.whitelist, iclient, texts.iclients);
  const values = { ...valuesOf(iclient), whitelist: entries.join('\n') };
  return { values, clientSecret: '', errors };
}

/** The last change must be one that its author saw. */
function isStale(fields: Record<string, string>, { updatedAt }: IClient): boolean {
  return fields[versionField] !== undefined && fields[versionField] !== String(updatedAt);
}

/** The entries of a whitelist, one on each line, each once. */
export function whitelistEntries(whitelist: string): string[] {
  return [...new Set(whitelist.split(/\r?\n/).map((line) => line.trim()))].filter(
    (entry) => entry !== '',
  );
}

function readOwnFields(fields: Record<string, string>, texts: IClientTexts): IClientForm {
  const trimmed = (name: string) => (fields[name] ?? '').trim().toWellFormed();
  const values = {
    name: trimmed('name'),
    clientId: trimmed('clientId'),
    accountUuid: trimmed('accountUuid').toLowerCase(),
    whitelist: '',
    scopes: readScopes(fields),
  };
  const clientSecret = trimmed('clientSecret');
  return {
    values,
    clientSecret,
    errors: [
      ...errorOf('name', isVisibleName(values.name) ? undefined : 'name', texts),
      ...errorOf('clientId', clientIdProblem(values.clientId), texts),
      ...errorOf(
        'clientSecret',
        clientSecret === '' || isCredential(clientSecret) ? undefined : 'secretShape',
        texts,
      ),
      ...errorOf('accountUuid', isUuid(values.accountUuid) ? undefined : 'accountUuid', texts),
      ...errorOf('otherScopes', scopesProblem(values.scopes), texts),
    ],
  };
}

function readWhitelist(whitelist = '', iclient: IClient, texts: IClientTexts) {
  const entries = whitelistEntries(whitelist);
  const label = texts.fields.whitelist;
  const errors: FieldError[] = entries.flatMap((entry) => {
    const problem = whitelistProblem(entry, iclient);
    if (!problem) return [];
    return [{ name: 'whitelist', label, message: texts.whitelist.problems[problem](entry) }];
  });
  if (entries.length > whitelistLimit)
    errors.push({ name: 'whitelist', label, message: texts.whitelist.tooMany(whitelistLimit) });
  return { entries, errors };
}

/** The posted fields, each a string; the picker's only where the form has the picker. */
function strictFields(
  body: unknown,
  names: readonly string[],
  withPicker: boolean,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(body ?? {})) {
    if (name === '_token') continue;
    const known = names.includes(name) || (withPicker && isPickerField(name));
    if (!known || typeof value !== 'string')
      throw new AppError('parameter_invalid', 'The form has a field that it should not have.');
    fields[name] = value;
  }
  return fields;
}

function errorOf(
  name: Field,
  problem: keyof IClientTexts['errors'] | undefined,
  texts: IClientTexts,
): FieldError[] {
  if (!problem) return [];
  return [{ name, label: texts.fields[name], message: texts.errors[problem] }];
}

function scopesProblem(scopes: string[]): 'scopes' | 'scopesTooMany' | undefined {
  if (malformedScopes(scopes).length > 0) return 'scopes';
  return scopes.length > scopeLimit ? 'scopesTooMany' : undefined;
}

function clientIdProblem(clientId: string): 'clientId' | 'clientIdReserved' | undefined {
  if (!isCredential(clientId)) return 'clientId';
  return isSimulated(clientId) ? 'clientIdReserved' : undefined;
}

function isCredential(text: string): boolean {
  return /^[\x21-\x7e]{1,200}$/.test(text);
}

function isUuid(text: string): boolean {
  return text === '' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
