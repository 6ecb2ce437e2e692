/** The form of the settings: what was posted, judged field by field. */
import { z } from 'zod';
import { ConfigProblem, parseReturnHosts } from '../../../config/parse.ts';
import { type FieldError, fieldErrors, typedIn } from '../../http/form-fields.ts';
import type { Texts } from '../../language/language.ts';
import { isVisibleName } from '../../language/visible-name.ts';
import type { Settings, SettingsChange } from '../../settings/settings.ts';
import type { VersionedSettings } from '../../settings/store.ts';
import { logoLimit, readLogo } from './logo.ts';

const textNames = [
  'productName',
  'accentColour',
  'supportAddress',
  'termsUrl',
  'privacyUrl',
  'returnHosts',
  'linksOn',
] as const;

/** What the fields hold, as they are shown again; without the picture. */
export type SettingsValues = Record<(typeof textNames)[number], string>;
/** The change is there when there are no errors. */
export type SettingsForm = {
  values: SettingsValues;
  errors: FieldError[];
  change?: SettingsChange;
};

type SettingsTexts = Texts['settings'];

const hostLimit = 100;
const longestName = 60;
const longestUrl = 2_000;

/** Empty takes the setting away. */
const orNothing = (isValid: (text: string) => boolean) =>
  z
    .string()
    .trim()
    .refine((text) => text === '' || isValid(text))
    .transform((text) => text || null);

const schema = z.strictObject({
  _token: z.string().optional(),
  version: z.string(),
  productName: orNothing((text) => isVisibleName(text, longestName)),
  logo: z.string().default(''),
  removeLogo: z.literal('yes').optional(),
  accentColour: z
    .string()
    .toLowerCase()
    .pipe(orNothing((text) => /^#[0-9a-f]{6}$/.test(text))),
  supportAddress: orNothing((text) => isEmail(text) || isHttpsUrl(text)),
  termsUrl: orNothing(isHttpsUrl),
  privacyUrl: orNothing(isHttpsUrl),
  returnHosts: z.string().transform(linesOf).refine(areHosts),
  linksOn: z.enum(['on', 'off']),
});

export function valuesOf(settings: Settings): SettingsValues {
  return {
    productName: settings.productName ?? '',
    accentColour: settings.accentColour ?? '',
    supportAddress: settings.supportAddress ?? '',
    termsUrl: settings.termsUrl ?? '',
    privacyUrl: settings.privacyUrl ?? '',
    returnHosts: settings.returnHosts.join('\n'),
    linksOn: settings.linksOn ? 'on' : 'off',
  };
}

/** Somebody has saved others since the form was drawn. */
export function changedMeanwhile(texts: SettingsTexts): FieldError {
  return errorOf('productName', texts.errors.changedMeanwhile, texts);
}

/** @throws AppError `parameter_invalid` for a field that the form does not have */
export function readSettings(
  body: unknown,
  { settings, version }: VersionedSettings,
  texts: SettingsTexts,
): SettingsForm {
  const values = { ...valuesOf(settings), ...typedIn(body, textNames) } as SettingsValues;
  const read = schema.safeParse(body);
  const wrong: Record<string, string> = read.success ? {} : wrongIn(read.error, texts);
  const { logo: pictured = '', removeLogo } = looseSchema.parse(body);
  const logo = readLogo(pictured);
  if (logo === 'too_large') wrong.logo = texts.errors.logoTooLarge(logoLimit / 1024);
  if (logo === 'wrong_kind') wrong.logo = texts.errors.logo;
  if (pictured !== '' && removeLogo !== undefined) wrong.logo = texts.errors.logoBoth;
  if (linesOf(values.returnHosts).length > hostLimit)
    wrong.returnHosts = texts.errors.returnHostsTooMany(hostLimit);
  const errors = Object.entries(wrong).map(([name, message]) => errorOf(name, message, texts));
  if (read.success && errors.length === 0 && read.data.version !== version)
    errors.push(changedMeanwhile(texts));
  if (!read.success || errors.length > 0 || typeof logo === 'string') return { values, errors };
  const { productName, accentColour, supportAddress, termsUrl, privacyUrl } = read.data;
  const { returnHosts, linksOn } = read.data;
  const change = {
    ...{ productName, accentColour, supportAddress, termsUrl, privacyUrl, returnHosts },
    linksOn: linksOn === 'on',
    logo: removeLogo === undefined ? logo : null,
  };
  return { values, errors, change };
}

const looseSchema = z
  .object({ logo: z.string().optional().catch(undefined), removeLogo: z.unknown().optional() })
  .catch({});

function wrongIn(error: z.ZodError, { errors }: SettingsTexts): Record<string, string> {
  const { logo, productName, accentColour, supportAddress, returnHosts, linksOn, url } = errors;
  return fieldErrors(error, {
    ...{ logo, productName, accentColour, supportAddress, returnHosts, linksOn },
    removeLogo: logo,
    termsUrl: url,
    privacyUrl: url,
  });
}

function errorOf(name: string, message: string, { fields }: SettingsTexts): FieldError {
  const field = name === 'removeLogo' ? 'logo' : name;
  const label = Object.hasOwn(fields, field) ? fields[field as keyof typeof fields] : field;
  return { name: field, label, message };
}

function linesOf(text: string): string[] {
  return [...new Set(text.split(/\s+/))].filter((line) => line !== '');
}

function areHosts(hosts: string[]): boolean {
  try {
    if (hosts.length > 0) parseReturnHosts(hosts.join(' '));
    return !hosts.some((host) => host.includes(','));
  } catch (error) {
    if (error instanceof ConfigProblem) return false;
    throw error;
  }
}

function isEmail(text: string): boolean {
  return text.length <= 254 && z.email().safeParse(text).success;
}

function isHttpsUrl(text: string): boolean {
  if (text.length > longestUrl || !/^https:\/\/[^/@\\]+(\/|$|[?#])/i.test(text)) return false;
  return /^[\x21-\x7e]+$/.test(text) && URL.canParse(text);
}
