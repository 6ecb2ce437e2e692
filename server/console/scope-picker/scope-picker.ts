/**
 * The scope picker, a part of forms: what was posted, and what its partial (`partials/scope-picker`)
 * shows. Its fields are plain controls, `scope:{row}` for each row of the catalogue and `otherScopes`
 * for scopes typed by hand; `preset` is a submit button that asks for the form again.
 */
import { largestScope, mostScopes, scopePattern } from '../../bigcommerce/scope-names.ts';
import { automaticScopes } from '../../bigcommerce/scopes.ts';
import { AppError } from '../../errors.ts';
import type { Language } from '../../language/language.ts';
import {
  type PickerAccess,
  type PickerChoice,
  type PickerRow,
  type PresetId,
  pickerAreas,
  pickerRows,
  presetIds,
  presetScopes,
} from './rows.ts';

const rowPrefix = 'scope:';
const otherField = 'otherScopes';
const presetField = 'preset';
export const scopeLimit = mostScopes;

export type ScopePickerView = {
  areas: {
    id: string;
    name: string;
    chosen: number;
    rows: {
      /** Name of its radio buttons. */
      field: string;
      words: string;
      /** The presets that choose nothing here are those not named by a choice. */
      choices: { access: PickerAccess; scope: string; checked: boolean; presets: string }[];
      none: boolean;
    }[];
  }[];
  presets: readonly PresetId[];
  chosen: number;
  /** What the text field for other scopes holds, a scope on each line. */
  other: string;
  /** Those of them that no row has, and that can be scopes: kept, with a warning. */
  unknown: string[];
  /** Granted with every token, so that nobody need be warned of them. */
  automatic: string[];
  /** Those that cannot be scopes. */
  malformed: string[];
};

type Body = Record<string, unknown>;

/** Whether a field of a form belongs to the picker. */
export function isPickerField(name: string): boolean {
  return name.startsWith(rowPrefix) || name === otherField || name === presetField;
}

/** Whether a preset's button sent the form: then it is to be shown again, with `readScopes` chosen. */
export function wantsPreset(body: Body): boolean {
  return body[presetField] !== undefined;
}

/**
 * The scopes that a posted form chooses, each once: those of the catalogue in its order, then those
 * typed by hand, which `malformedScopes` judges.
 * @throws AppError `parameter_invalid` for what the picker's controls cannot have sent
 */
export function readScopes(body: Body): string[] {
  const rows = pickerRows();
  const typed = wordsOf(text(body, otherField));
  const fields = Object.keys(body).filter((name) => name.startsWith(rowPrefix));
  const chosen = fields.map((field) => chosenScope(field, text(body, field), rows));
  const preset = wantsPreset(body) ? presetOf(text(body, presetField)) : undefined;
  if (preset === 'none') return [];
  const known = new Set(preset ? presetScopes(preset) : [...chosen, ...typed]);
  const inOrder = rows.flatMap(({ choices }) => strongest(choices, known) ?? []);
  const ofRows = new Set(rows.flatMap(({ choices }) => choices.map(({ scope }) => scope)));
  return [...inOrder, ...new Set(typed.filter((scope) => !ofRows.has(scope)))];
}

/** The scopes that cannot be BigCommerce's, whose names are words of letters, digits and underscores. */
export function malformedScopes(scopes: string[]): string[] {
  return scopes.filter((scope) => scope.length > largestScope || !scopePattern.test(scope));
}

/** What the picker's partial shows when these scopes are chosen. */
export function scopePickerView(language: Language, selected: string[]): ScopePickerView {
  const held = new Set(selected);
  const areas = pickerAreas(language).map(({ id, name, rows }) => {
    const shown = rows.map((row) => describeRow(row, held));
    return { id, name, chosen: shown.filter(({ none }) => !none).length, rows: shown };
  });
  const ofRows = new Set(pickerRows().flatMap(({ choices }) => choices.map(({ scope }) => scope)));
  const other = [...held].filter((scope) => !ofRows.has(scope));
  const malformed = malformedScopes(other);
  const known = new Set([...malformed, ...automaticScopes]);
  return {
    areas,
    presets: presetIds,
    chosen: areas.reduce((sum, { chosen }) => sum + chosen, 0) + other.length,
    other: other.join('\n'),
    unknown: other.filter((scope) => !known.has(scope)),
    automatic: automaticScopes,
    malformed,
  };
}

function describeRow({ id, words, choices }: PickerRow, held: Set<string>) {
  const chosen = strongest(choices, held);
  return {
    field: `${rowPrefix}${id}`,
    words,
    none: chosen === undefined,
    choices: choices.map(({ access, scope }) => ({
      access,
      scope,
      checked: scope === chosen,
      presets: presetIds.filter((preset) => presetScopes(preset).includes(scope)).join(' '),
    })),
  };
}

/** A modify scope includes the read-only one before it. */
function strongest(choices: PickerChoice[], held: Set<string>): string | undefined {
  return choices.findLast(({ scope }) => held.has(scope))?.scope;
}

function chosenScope(field: string, scope: string, rows: PickerRow[]): string {
  const row = rows.find(({ id }) => field === `${rowPrefix}${id}`);
  const known = scope === '' || row?.choices.some((choice) => choice.scope === scope);
  if (!row || !known) throw notOfThePicker();
  return scope;
}

function presetOf(name: string): PresetId {
  const preset = presetIds.find((id) => id === name);
  if (!preset) throw notOfThePicker();
  return preset;
}

function text(body: Body, field: string): string {
  const value = body[field] ?? '';
  if (typeof value !== 'string') throw notOfThePicker();
  return value;
}

function wordsOf(typed: string): string[] {
  return typed.split(/[\s,]+/).filter((word) => word !== '');
}

function notOfThePicker(): AppError {
  return new AppError('parameter_invalid', 'The scope picker cannot have sent this.', {
    parameter: 'scopes',
  });
}
