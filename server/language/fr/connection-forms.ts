import type { connectionForms as english } from '../en/connection-forms.ts';

export const connectionForms: typeof english = {};
