/** The choice of scopes on an app's page: boxes to tick, and a field for scopes that have no box. */
import { scopesIn, textOf } from '../request-text.ts';
import { offeredAreas, offersScope } from '../scope-words.ts';

export type ScopeChoice = {
  scopes: string[];
  /** What is typed in the field for others. */
  others: string;
  /** In words for the page; absent when the choice is right. */
  error?: { at: 'boxes' | 'others'; words: string };
};

const scopeName = /^[a-z0-9_]+$/;

/** Reads the boxes (`scope`, once or many times) and the field (`others`). */
export function chosenScopes(form: Record<string, unknown> | undefined): ScopeChoice {
  const ticked = [form?.scope ?? []].flat().map(textOf).filter(Boolean);
  const others = textOf(form?.others);
  const scopes = [...new Set([...ticked, ...scopesIn(others)])];
  const wrong = scopes.filter((scope) => !scopeName.test(scope));
  if (scopes.length === 0) {
    return { scopes, others, error: { at: 'boxes', words: 'Choose at least one scope.' } };
  }
  if (wrong.length === 0) return { scopes, others };
  const words = `Not the name of a scope: ${wrong.join(' ')}. Use small letters, digits and underscores.`;
  return { scopes, others, error: { at: 'others', words } };
}

/** The choice that shows the scopes which an app has. */
export function presentScopes(scopes: string[]): ScopeChoice {
  return { scopes, others: scopes.filter((scope) => !offersScope(scope)).join(' ') };
}

/** For the template `partials/scope-choice`. */
export function scopeChoiceData(choice: ScopeChoice) {
  return { areas: offeredAreas(), choice };
}
