/** The form of an API key: what was posted, judged field by field. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  apiKeyNameField,
  connectionLimit,
  findConnections,
  permissionsField,
} from '../../access/api-key-fields.ts';
import type { NewApiKey } from '../../api-keys/store.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import { type FieldError, fieldErrors, typedIn } from '../../http/form-fields.ts';
import type { Texts } from '../../language/language.ts';

/** What the fields hold, as they are shown again. */
export type ApiKeyValues = {
  name: string;
  permissions: string[];
  reach: string;
  connections: string;
};
/** The draft is there when there are no errors. */
export type ApiKeyForm = { values: ApiKeyValues; errors: FieldError[]; draft?: NewApiKey };
type Connections = Pick<ConnectionStore, 'find' | 'findByName'>;
type ApiKeyTexts = Texts['apiKeys'];

export const noValues: ApiKeyValues = { name: '', permissions: [], reach: 'all', connections: '' };

/** A box that is not ticked is not sent, and two boxes are a list. */
const ticked = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

const schema = z.strictObject({
  _token: z.string().optional(),
  form: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  name: apiKeyNameField,
  permissions: ticked.pipe(permissionsField),
  reach: z.enum(['all', 'some']),
  connections: z.string().default(''),
});

/** Names one form that is shown, so that sending it twice makes one key. */
export function newFormName(): string {
  return randomBytes(16).toString('base64url');
}

/** @throws AppError `parameter_invalid` for a field that the form does not have, `form_refused` */
export async function readForm(
  connections: Connections,
  body: unknown,
  texts: ApiKeyTexts,
): Promise<ApiKeyForm> {
  const { name, permissions, reach, connections: typed } = texts.errors;
  const read = schema.safeParse(body);
  const wrong = read.success
    ? {}
    : fieldErrors(read.error, { name, permissions, reach, connections: typed });
  const values = typedValues(body);
  const limit = await readLimit(connections, values, texts.errors);
  const errors = [
    ...Object.entries(wrong).map(([field, message]) => errorOf(field, message, texts)),
    ...limit.problems.map((message) => errorOf('connections', message, texts)),
  ];
  if (!read.success || errors.length > 0) return { values, errors };
  const { form, ...given } = read.data;
  const { connectionIds } = limit;
  const draft = { name: given.name, permissions: given.permissions, connectionIds, form };
  return { values, errors, draft };
}

function typedValues(body: unknown): ApiKeyValues {
  const {
    name = '',
    reach = '',
    connections = '',
  } = typedIn(body, ['name', 'reach', 'connections']);
  const chosen = z.object({ permissions: ticked }).safeParse(body);
  return { name, reach, connections, permissions: chosen.data?.permissions ?? [] };
}

/** The connections that are typed, one on each line, by name or id. */
async function readLimit(
  connections: Connections,
  { reach, connections: typed }: ApiKeyValues,
  words: ApiKeyTexts['errors'],
): Promise<{ problems: string[]; connectionIds?: string[] }> {
  const lines = typed.split(/\r?\n/).map((line) => line.trim());
  const names = [...new Set(lines)].filter((line) => line !== '');
  if (reach !== 'some') return { problems: names.length > 0 ? [words.allAndSome] : [] };
  if (names.length === 0) return { problems: [words.connections] };
  if (names.length > connectionLimit) return { problems: [words.tooMany(connectionLimit)] };
  const { connectionIds, unknown } = await findConnections(connections, names);
  return { problems: unknown.map((name) => words.unknownConnection(name)), connectionIds };
}

function errorOf(field: string, message: string, texts: ApiKeyTexts): FieldError {
  const { fields } = texts;
  const label = Object.hasOwn(fields, field) ? fields[field as keyof typeof fields] : field;
  return { name: field, label, message };
}
