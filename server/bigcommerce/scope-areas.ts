/** The scope catalogue as a picker needs it: a row for each thing, with its read-only and modify scope. */
import type { Language } from '../language/language.ts';
import { type CatalogueEntry, scopeCatalogue, type Words } from './scope-catalogue.ts';
import { automaticScopes } from './scopes.ts';

export type ScopeRow = {
  /** Stable; letters, digits and underscores. */
  id: string;
  /** A thing such as "Orders" when it has both scopes, otherwise what its one scope allows. */
  words: string;
  readOnly?: string;
  modify?: string;
};
export type ScopeArea = { id: string; area: string; rows: ScopeRow[] };

/** Every scope of the catalogue that somebody may choose, once, in the catalogue's order. */
export function scopeAreas(language: Language): ScopeArea[] {
  return scopeCatalogue
    .map(({ area, entries }) => ({
      id: area.en
        .toLowerCase()
        .replace(/[^a-z]+/g, '-')
        .replace(/-$/, ''),
      area: area[language],
      rows: rowsOf(entries, language),
    }))
    .filter(({ rows }) => rows.length > 0);
}

export const scopePresetNames = ['commerce_read', 'all_read', 'all'] as const;
export type ScopePreset = (typeof scopePresetNames)[number];

/**
 * Scopes to begin with. None has the scopes of a BigCommerce account, which a store cannot grant,
 * nor that of the store logs, which the Developer Portal does not offer.
 */
export const scopePresets: Record<ScopePreset, string[]> = {
  commerce_read: [
    'store_v2_orders_read_only',
    'store_v2_transactions_read_only',
    'store_v2_products_read_only',
    'store_v2_information_read_only',
    'store_v2_customers_read_only',
  ],
  all_read: offeredRows().flatMap(({ readOnly }) => readOnly ?? []),
  all: offeredRows().flatMap(({ readOnly, modify }) => modify ?? readOnly ?? []),
};

function offeredRows(): ScopeRow[] {
  return scopeAreas('en')
    .flatMap(({ rows }) => rows)
    .filter(({ id }) => !id.startsWith('account_') && id !== 'store_logs_read_only');
}

function rowsOf(entries: CatalogueEntry[], language: Language): ScopeRow[] {
  const inPairs = new Set(entries.map(({ includes }) => includes));
  return entries
    .filter(({ scope }) => !inPairs.has(scope) && !automaticScopes.includes(scope))
    .map(({ scope, access, words, includes, thing }) => ({
      id: scope,
      words: thing ? capitalised(thing, language) : words[language],
      ...(includes ? { readOnly: includes } : {}),
      ...(access === 'view' ? { readOnly: scope } : { modify: scope }),
    }));
}

function capitalised(words: Words, language: Language): string {
  return words[language].charAt(0).toUpperCase() + words[language].slice(1);
}
