import type { scopePicker as english } from '../en/scope-picker.ts';

export const scopePicker: typeof english = {};
