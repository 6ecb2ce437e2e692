/** What the forms of connections share: reading posted fields, and the errors shown beside them. */
import type { Request } from 'express';
import { z } from 'zod';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import {
  type Concurrency,
  type Connection,
  defaultConcurrency,
} from '../../connections/connection.ts';
import { connectionNameSchema } from '../../connections/drafts.ts';
import { AppError } from '../../errors.ts';
import { type FieldError, tellableName } from '../../http/form-fields.ts';
import type { Texts } from '../../language/language.ts';
import { isPickerField, malformedScopes, scopeLimit } from '../scope-picker/scope-picker.ts';
import { connectionPath } from './words.ts';

export type FormTexts = Texts['connectionForms'];
/** An outcome of reading a field: the value, or what to tell. */
export type Read<T> = { value: T } | { error: FieldError };

const longestField = 100_000;

/**
 * The posted fields of a form, each once and a string; absent ones are empty. The scope picker reads
 * its own.
 * @throws AppError `parameter_invalid` for a field that the form does not have, or has only once
 */
export function readFields<Name extends string>(
  req: Request,
  names: readonly Name[],
): Record<Name, string> {
  const body = z.record(z.string(), z.unknown()).parse(req.body ?? {});
  const own = Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== '_token' && !isPickerField(name)),
  );
  const text = z.string().max(longestField).default('');
  const schema = z.strictObject(Object.fromEntries(names.map((name) => [name, text])));
  const parsed = schema.safeParse(own);
  if (parsed.success) return parsed.data as Record<Name, string>;
  const [issue] = parsed.error.issues;
  const parameter = String(
    issue?.code === 'unrecognized_keys' ? issue.keys[0] : (issue?.path[0] ?? ''),
  );
  throw new AppError(
    'parameter_invalid',
    'The form has a field that is unknown or misshapen.',
    tellableName(parameter),
  );
}

/**
 * Of a choice that pages offer: one of them, or empty where nothing was chosen.
 * @throws AppError `parameter_invalid`
 */
export function refuseOtherThan(name: string, value: string, offered: readonly string[]): void {
  if (value !== '' && !offered.includes(value))
    throw new AppError('parameter_invalid', `The form offers no such ${name}.`, {
      parameter: name,
    });
}

/** See `connectionNameSchema`. */
export function readName(name: string, texts: FormTexts): Read<string> {
  const read = connectionNameSchema.safeParse(name);
  if (read.success) return { value: read.data };
  return { error: fieldError(texts, 'name', texts.errors.name) };
}

/** The store hash in whatever form it was pasted. */
export function readStore(store: string, texts: FormTexts): Read<string> {
  const found = parseStoreAddress(store);
  if (found.ok) return { value: found.storeHash };
  return { error: fieldError(texts, 'store', texts.errors.store[found.reason]) };
}

/** A level of 1 to 25, or whom to borrow from; an empty level is the default one. */
export function readConcurrency(
  fields: { level: string; borrowFrom: string },
  texts: FormTexts,
): Read<Concurrency> {
  if (fields.borrowFrom !== '') return { value: { borrowFrom: fields.borrowFrom } };
  if (fields.level.trim() === '') return { value: defaultConcurrency };
  const level = Number(fields.level);
  if (/^\s*\d{1,2}\s*$/.test(fields.level) && level >= 1 && level <= 25)
    return { value: { level } };
  return { error: fieldError(texts, 'level', texts.errors.level) };
}

/**
 * The scopes of its own, or undefined for the form's other choice: those of the iClient, or whatever a
 * token holds.
 * @param otherwise how the form names its other choice
 * @throws AppError `parameter_invalid` for a choice that the form does not offer
 */
export function readScopeChoice(
  choice: string,
  otherwise: string,
  picked: string[],
  texts: FormTexts,
): Read<string[] | undefined> {
  refuseOtherThan('scopeChoice', choice, ['own', otherwise]);
  if (choice !== 'own') return { value: undefined };
  const error = (message: string) => ({
    error: { name: 'scopes', label: texts.fields.scopes, message },
  });
  if (picked.length > scopeLimit) return error(texts.errors.scopesTooMany(scopeLimit));
  if (picked.length === 0 || malformedScopes(picked).length > 0) return error(texts.errors.scopes);
  return { value: picked };
}

/**
 * What a refused save says beside a field.
 * @throws the error itself when it is about no field
 */
export function refusedSave(error: unknown, texts: FormTexts): { error: FieldError } {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'name_taken')
    return { error: fieldError(texts, 'name', texts.errors.nameTaken) };
  if (error.code === 'app_unknown')
    return { error: fieldError(texts, 'iclientId', texts.errors.iclientGone) };
  if (error.code === 'store_fixed')
    return { error: fieldError(texts, 'store', texts.errors.storeFixed) };
  if (error.code === 'lends_concurrency')
    return { error: fieldError(texts, 'store', texts.errors.storeLends) };
  if (error.code === 'lender_unsuitable')
    return { error: fieldError(texts, 'borrowFrom', texts.errors.lender) };
  if (error.code !== 'connection_exists') throw error;
  const { connectionId } = error.details;
  const exists = fieldError(texts, 'store', texts.errors.connectionExists);
  if (typeof connectionId !== 'string') return { error: exists };
  const link = { href: connectionPath(connectionId), text: texts.errors.otherConnection };
  return { error: { ...exists, link } };
}

const labelKeys = {
  name: 'name',
  store: 'store',
  iclientId: 'iclient',
  redirectUri: 'callbackChoice',
  credentials: 'credentials',
  accessToken: 'accessToken',
  clientId: 'clientId',
  clientSecret: 'clientSecret',
  level: 'level',
  borrowFrom: 'borrowFrom',
} as const satisfies Record<string, keyof FormTexts['fields']>;

export function fieldError(
  texts: FormTexts,
  name: keyof typeof labelKeys,
  message: string,
): FieldError {
  return { name, label: texts.fields[labelKeys[name]], message };
}

/** The errors of those that could not be read. */
export function errorsOf(reads: Read<unknown>[]): FieldError[] {
  return reads.flatMap((read) => ('error' in read ? [read.error] : []));
}

/** How the form shows a connection's concurrency. */
export function concurrencyFields({ concurrency }: Pick<Connection, 'concurrency'>): {
  level: string;
  borrowFrom: string;
} {
  return 'level' in concurrency
    ? { level: String(concurrency.level), borrowFrom: '' }
    : { level: '', borrowFrom: concurrency.borrowFrom };
}
