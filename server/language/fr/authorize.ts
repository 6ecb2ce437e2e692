import type { authorize as english } from '../en/authorize.ts';

export const authorize: typeof english = {};
