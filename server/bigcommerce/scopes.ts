/**
 * OAuth scopes for people: what a list of scopes allows, in words, and what is missing from it.
 * A modify scope includes its read-only twin.
 */
import type { Language } from '../language/language.ts';
import {
  type Access,
  areaOfUnknownScopes,
  type CatalogueEntry,
  scopeCatalogue,
} from './scope-catalogue.ts';

export type Permission = { scope: string; words: string; access: Access };
/** BigCommerce grants these with every token; nobody chooses them. */
export const automaticScopes = ['store_v2_default', 'users_basic_information'];

export type PermissionGroup = { area: string; permissions: Permission[] };

/**
 * Describes scopes in words, grouped by area: areas in the order of the catalogue, then what
 * BigCommerce grants by itself, then unknown scopes by their own name. Empty areas are left out.
 */
export function describeScopes(scopes: string[], language: Language): PermissionGroup[] {
  const held = new Set(scopes);
  const repeated = includedIn(held);
  const known = scopeCatalogue.map(({ area, entries }) => ({
    area: area[language],
    permissions: entries
      .filter(({ scope }) => held.has(scope) && !repeated.has(scope))
      .map(({ scope, words, access }) => ({ scope, words: words[language], access })),
  }));
  const unknown = [...held].filter(isUnknown);
  return [
    ...known,
    { area: areaOfUnknownScopes[language], permissions: unknown.map(asItself) },
  ].filter(({ permissions }) => permissions.length > 0);
}

/** The configured scopes that the granted ones do not cover, each once, in their configured order. */
export function missingScopes(configured: string[], granted: string[]): string[] {
  const held = new Set(granted);
  const included = includedIn(held);
  return [...new Set(configured)].filter((scope) => !held.has(scope) && !included.has(scope));
}

/** The read-only scope that a modify scope includes; any other scope itself. */
export function readingScopeOf(scope: string): string {
  return entries().find((entry) => entry.scope === scope)?.includes ?? scope;
}

/** The read-only scopes whose modify twin is among `held`. */
function includedIn(held: Set<string>): Set<string | undefined> {
  return new Set(entries().map((entry) => (held.has(entry.scope) ? entry.includes : undefined)));
}

function isUnknown(scope: string): boolean {
  return !entries().some((entry) => entry.scope === scope);
}

function asItself(scope: string): Permission {
  return { scope, words: scope, access: 'other' };
}

/** Scopes that are not in the catalogue: BigCommerce may know them all the same. */
export function unknownScopes(scopes: string[]): string[] {
  return [...new Set(scopes)].filter(isUnknown);
}

function entries(): CatalogueEntry[] {
  return scopeCatalogue.flatMap((area) => area.entries);
}
