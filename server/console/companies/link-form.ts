/** The form of a link: what was posted, judged field by field. */
import { z } from 'zod';
import { acceptedReturnUrl } from '../../authorizations/return-url.ts';
import { type FieldError, fieldErrors, typedIn } from '../../http/form-fields.ts';
import type { Language, Texts } from '../../language/language.ts';
import { defaultLinkMs, longestLinkMs, type NewLink, ways } from '../../links/link.ts';
import { readScopeChoice } from '../connections/forms.ts';
import { isPickerField, readScopes } from '../scope-picker/scope-picker.ts';

export const uses = ['many', 'single'] as const;
export const locales = ['en', 'fr'] as const satisfies Language[];
const dayMs = 24 * 60 * 60_000;
export const longestDays = longestLinkMs / dayMs;

/** What the fields hold, as they are shown again. */
export type LinkValues = {
  ways: string[];
  iclientId: string;
  scopeChoice: string;
  picked: string[];
  use: string;
  days: string;
  returnUrl: string;
  locale: string;
};
export type LinkDraft = Omit<NewLink, 'companyId'>;
/** The draft is there when there are no errors. */
export type LinkForm = { values: LinkValues; errors: FieldError[]; draft?: LinkDraft };

export function newValues(iclientId: string): LinkValues {
  return {
    ways: [...ways],
    iclientId,
    scopeChoice: 'iclient',
    picked: [],
    use: 'many',
    days: String(defaultLinkMs / dayMs),
    returnUrl: '',
    locale: '',
  };
}

/** A box that is not ticked is not sent, and two boxes are a list. */
const ticked = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

const schema = z.strictObject({
  _token: z.string().optional(),
  form: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  ways: ticked.pipe(z.array(z.enum(ways)).min(1)),
  iclientId: z.string(),
  scopeChoice: z.enum(['iclient', 'own']),
  use: z.enum(uses),
  days: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine((days) => days >= 1 && days <= longestDays),
  returnUrl: z.string().trim().default(''),
  locale: z.enum(['', ...locales]).default(''),
});

/**
 * @param known the iClients that there are, and hosts to which browsers may be sent back
 * @throws AppError `parameter_invalid` for a field that the form does not have, `form_refused`
 */
export function readLinkForm(
  body: Record<string, unknown>,
  texts: Texts,
  known: { iclientIds: readonly string[]; returnHosts: readonly string[] },
): LinkForm {
  const own = Object.fromEntries(Object.entries(body).filter(([name]) => !isPickerField(name)));
  const values = typedValues(own, readScopes(body));
  const read = schema.safeParse(own);
  const words = errorWords(texts);
  const wrong: Record<string, string> = read.success ? {} : fieldErrors(read.error, words);
  if (!known.iclientIds.includes(values.iclientId)) wrong.iclientId = words.iclientId;
  const returnUrl = acceptedReturnUrl(values.returnUrl.trim(), known.returnHosts);
  if (values.returnUrl.trim() !== '' && returnUrl === undefined) wrong.returnUrl = words.returnUrl;
  const { scopeChoice, picked } = values;
  const scopes = wrong.scopeChoice
    ? { value: undefined }
    : readScopeChoice(scopeChoice, 'iclient', picked, texts.connectionForms);
  const errors = [
    ...Object.entries(wrong).map(([name, message]) => errorOf(name, message, texts)),
    ...('error' in scopes ? [scopes.error] : []),
  ];
  if (!read.success || 'error' in scopes || errors.length > 0) return { values, errors };
  const { form, iclientId, days, use, locale } = read.data;
  const draft = {
    form,
    ways: read.data.ways,
    iclientId,
    scopes: scopes.value,
    singleUse: use === 'single',
    lifetimeMs: days * dayMs,
    returnUrl,
    locale: locale || undefined,
  };
  return { values, errors, draft };
}

function typedValues(own: Record<string, unknown>, picked: string[]): LinkValues {
  const names = ['iclientId', 'scopeChoice', 'use', 'days', 'returnUrl', 'locale'] as const;
  const typed = typedIn(own, names);
  const chosen = z.object({ ways: ticked }).safeParse(own);
  const [iclientId = '', scopeChoice = '', use = '', days = '', returnUrl = '', locale = ''] =
    names.map((name) => typed[name]);
  const boxes = chosen.data?.ways ?? [];
  return { ways: boxes, iclientId, scopeChoice, picked, use, days, returnUrl, locale };
}

function errorWords({ companies, connectionForms }: Texts) {
  const { days, ...others } = companies.linkErrors;
  return { ...others, scopeChoice: connectionForms.errors.scopes, days: days(longestDays) };
}

function errorOf(name: string, message: string, { companies }: Texts): FieldError {
  const { linkFields } = companies;
  const label = Object.hasOwn(linkFields, name)
    ? linkFields[name as keyof typeof linkFields]
    : linkFields.scopes;
  return { name, label, message };
}
