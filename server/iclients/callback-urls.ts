/** The four addresses at which BigCommerce calls an iClient. */
import { defaultIClientSlug } from './iclient.ts';

export const callbackKinds = ['auth', 'load', 'uninstall', 'remove_user'] as const;
export type CallbackKind = (typeof callbackKinds)[number];

/** The paths to mount a callback at: every iClient's own, and the default iClient's short one. */
export function callbackPaths(kind: CallbackKind): string[] {
  return [`/bigcommerce/:slug/${kind}`, `/${kind}`];
}

/** The slug that a request to one of `callbackPaths` names. */
export function slugOf(parameters: Record<string, string | string[] | undefined>): string {
  const { slug } = parameters;
  return typeof slug === 'string' ? slug : defaultIClientSlug;
}
