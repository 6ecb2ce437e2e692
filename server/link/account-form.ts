/** What a merchant hands over of an API account: its file, the text of it, or its token and store. */
import { z } from 'zod';
import {
  type Credentials,
  type CredentialsProblem,
  parseCredentialsFile,
} from '../bigcommerce/credentials-file.ts';
import { AppError } from '../errors.ts';
import { type FieldError, refuseUnknownFields } from '../http/form-fields.ts';
import type { Texts } from '../language/language.ts';
import type { TypedToken } from '../links/visits.ts';
import { readTypedStore } from './typed-store.ts';

const text = z.string().default('');
const formSchema = z.strictObject({
  _token: text,
  /** The file, whole. */
  credentials: text,
  store: text,
  accessToken: text,
  /** A browser that read the file fills these in; nobody types them. */
  clientId: text,
  clientSecret: text,
  /** The API account that was handed over before is tested once more. */
  again: z.enum(['', '1']).default(''),
});

export type AccountForm = z.infer<typeof formSchema>;

/** @throws AppError `parameter_invalid` for what the page does not send */
export function readAccountForm(body: unknown): AccountForm {
  const read = formSchema.safeParse(body);
  if (read.success) return read.data;
  refuseUnknownFields(read.error);
  throw new AppError('parameter_invalid', 'The form of an API account is misshapen.');
}

/** What the file says wins, and what is typed makes up for what it lacks. */
export function accountIn(
  form: AccountForm,
  texts: Texts,
): { token: TypedToken } | { errors: FieldError[] } {
  const file = form.credentials.trim() === '' ? undefined : parseCredentialsFile(form.credentials);
  const accessToken = tokenOf(file) ?? form.accessToken.trim();
  const storeHash = file?.storeHash ?? storeIn(form.store);
  const errors = errorsOf(form, file, { accessToken, storeHash }, texts);
  if (errors.length > 0 || storeHash === undefined) return { errors };
  return {
    token: {
      accessToken,
      storeHash,
      ...optional('clientId', file?.clientId ?? form.clientId),
      ...optional('clientSecret', file?.clientSecret ?? form.clientSecret),
    },
  };
}

function tokenOf(file: Credentials | undefined): string | undefined {
  return file?.problems.includes('access_token_malformed') ? undefined : file?.accessToken;
}

function storeIn(typed: string): string | undefined {
  const found = readTypedStore(typed);
  return found.ok ? found.storeHash : undefined;
}

const aboutToken: CredentialsProblem[] = ['access_token_missing', 'access_token_malformed'];
const aboutStore: CredentialsProblem[] = ['store_missing', 'store_malformed', 'stores_differ'];

function errorsOf(
  form: AccountForm,
  file: Credentials | undefined,
  read: { accessToken: string; storeHash: string | undefined },
  texts: Texts,
): FieldError[] {
  const words = texts.link.apiAccount;
  const { fields, errors } = words;
  const error = (name: 'credentials' | 'store' | 'accessToken', message: string): FieldError => ({
    name,
    label: fields[name],
    message,
  });
  const typed = { token: form.accessToken.trim() !== '', store: form.store.trim() !== '' };
  if (!file && !typed.token) return [error('credentials', errors.nothing)];
  const madeUpFor = [...(typed.token ? aboutToken : []), ...(typed.store ? aboutStore : [])];
  const problems = file?.problems.filter((problem) => !madeUpFor.includes(problem)) ?? [];
  if (problems.length > 0)
    return problems.map((problem) => error('credentials', words.fileProblems[problem]));
  const found = readTypedStore(form.store);
  return [
    // It becomes the value of a header.
    ...(/^[\x21-\x7e]{1,4096}$/.test(read.accessToken) ? [] : [error('accessToken', errors.token)]),
    ...(read.storeHash === undefined && !found.ok
      ? [error('store', texts.connectionForms.errors.store[found.reason])]
      : []),
  ];
}

/** Calls need neither; one that is none is left out. */
function optional<Name extends string>(name: Name, value: string): { [key in Name]?: string } {
  const isCredential = /^[\x21-\x7e]{1,200}$/.test(value.trim());
  return (isCredential ? { [name]: value.trim() } : {}) as { [key in Name]?: string };
}
