import type { iclients as english } from '../en/iclients.ts';

export const iclients: typeof english = {};
