/**
 * The languages that pages speak, which of them somebody wants, and the texts of each.
 */
import type { ErrorCode } from '../errors.ts';
import type { Failure, FailureTexts } from './en/failures.ts';
import { en, type Texts } from './en/texts.ts';
import { fr } from './fr/texts.ts';

export type { Failure, Texts };
export type Language = 'en' | 'fr';

export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'fr';
}

/** The texts of every page in one language. */
export function textsFor(language: Language): Texts {
  return language === 'fr' ? fr : en;
}

/**
 * Whom a page speaks to: people of a store in BigCommerce's control panel, the team in the console, or
 * merchants who follow a link.
 */
export type Audience = 'merchant' | 'console' | 'visitor';

/**
 * What a failure page says about an error.
 * @param parameter the query parameter at fault, where there is one
 */
export function failureFor(
  language: Language,
  code: ErrorCode,
  parameter?: string,
  audience: Audience = 'merchant',
): Failure {
  const { failures, consoleFailures, visitorFailures } = textsFor(language);
  const own: Partial<Record<Audience, Partial<FailureTexts>>> = {
    console: consoleFailures,
    visitor: visitorFailures,
  };
  const failure = own[audience]?.[code] ?? failures[code];
  return typeof failure === 'function' ? failure(parameter) : failure;
}

/** The language of a BigCommerce user's `locale` claim, such as `fr`, `fr-FR` or `fr_CA`. */
export function languageFromLocale(locale: string | undefined): Language {
  return spoken(locale ?? '') ?? 'en';
}

/**
 * The language that a browser's Accept-Language header likes best among those that pages speak.
 * Source: RFC 9110 section 12.5.4 (quality values; `q=0` refuses).
 */
export function languageFromHeader(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(parsePreference)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => spoken(tag));
  return wanted.find((language) => language !== undefined) ?? 'en';
}

function parsePreference(preference: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = preference.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => /^q=/i.test(parameter));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { tag, quality: Number.isFinite(quality) ? quality : 0 };
}

function spoken(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  return isLanguage(primary) ? primary : undefined;
}
