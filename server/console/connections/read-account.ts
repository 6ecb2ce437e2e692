/** What the form of a new API account says, read field by field and from its file. */
import {
  type CredentialsProblem,
  parseCredentialsFile,
} from '../../bigcommerce/credentials-file.ts';
import type { Concurrency } from '../../connections/connection.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import {
  errorsOf,
  type FormTexts,
  fieldError,
  type Read,
  readConcurrency,
  readName,
  readScopeChoice,
  readStore,
} from './forms.ts';

export const accountFields = [
  'credentials',
  'name',
  'store',
  'company',
  'accessToken',
  'clientId',
  'clientSecret',
  'scopeChoice',
  'level',
  'borrowFrom',
  'then',
] as const;
export type AccountFields = Record<(typeof accountFields)[number], string>;
/** What is typed wins over what the pasted file says, and makes up for what it lacks. */
export function withFile(posted: AccountFields): {
  values: AccountFields;
  problems: CredentialsProblem[];
} {
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

export type ReadAccount = Credentials & {
  name: string;
  storeHash: string;
  companyId: string | undefined;
  scopes: string[] | undefined;
  concurrency: Concurrency;
};

/** The account, or what has to be corrected first. */
export function readAccount(
  values: AccountFields,
  problems: CredentialsProblem[],
  { picked, company, words }: { picked: string[]; company: Read<string | null>; words: FormTexts },
): ReadAccount | FieldError[] {
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
    'error' in company ||
    'error' in scopes ||
    'error' in concurrency ||
    'errors' in credentials
  )
    return [
      ...(file === '' ? [] : [fieldError(words, 'credentials', file)]),
      ...errorsOf([name, store, company]),
      ...('errors' in credentials ? credentials.errors : []),
      ...errorsOf([scopes, concurrency]),
    ];
  return {
    ...credentials,
    name: name.value,
    storeHash: store.value,
    companyId: company.value ?? undefined,
    scopes: scopes.value,
    concurrency: concurrency.value,
  };
}
