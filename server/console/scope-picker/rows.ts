/** The rows of the scope picker: one for each thing in a store, with the scopes that open it. */
import {
  type ScopePreset,
  type ScopeRow,
  scopeAreas,
  scopePresetNames,
  scopePresets,
} from '../../bigcommerce/scope-areas.ts';
import type { Language } from '../../language/language.ts';

/** What a scope of a row allows: reading, changing as well, or the one thing that there is to allow. */
export type PickerAccess = 'read' | 'modify' | 'allow';
export type PickerChoice = { access: PickerAccess; scope: string };
/** Its choices go from the weaker to the stronger, which includes the weaker. */
export type PickerRow = { id: string; words: string; choices: PickerChoice[] };
export type PickerArea = { id: string; name: string; rows: PickerRow[] };

export const presetIds = [...scopePresetNames, 'none'] as const;
export type PresetId = ScopePreset | 'none';

export function pickerAreas(language: Language): PickerArea[] {
  return scopeAreas(language).map(({ id, area, rows }) => ({
    id,
    name: area,
    rows: rows.map(pickerRow),
  }));
}

/** The rows alone, for those who need no words. */
export function pickerRows(): PickerRow[] {
  return pickerAreas('en').flatMap(({ rows }) => rows);
}

/** The scopes that a preset chooses. */
export function presetScopes(preset: PresetId): string[] {
  return preset === 'none' ? [] : scopePresets[preset];
}

function pickerRow({ id, words, readOnly, modify }: ScopeRow): PickerRow {
  const strongest = readOnly === undefined ? 'allow' : 'modify';
  return {
    id,
    words,
    choices: [
      ...(readOnly === undefined ? [] : [{ access: 'read' as const, scope: readOnly }]),
      ...(modify === undefined ? [] : [{ access: strongest, scope: modify } as const]),
    ],
  };
}
