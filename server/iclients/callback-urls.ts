/** The four addresses at which BigCommerce calls an iClient. */
import { defaultIClientSlug, type IClient } from './iclient.ts';

export const callbackKinds = ['auth', 'load', 'uninstall', 'remove_user'] as const;
export type CallbackKind = (typeof callbackKinds)[number];

/** The paths to mount a callback at: every iClient's own, and the default iClient's short one. */
export function callbackPaths(kind: CallbackKind): string[] {
  return [`/bigcommerce/:slug/${kind}`, `/${kind}`];
}

/** The path of one iClient's callback; the default iClient's is the short one. */
export function callbackPath({ slug }: Pick<IClient, 'slug'>, kind: CallbackKind): string {
  return slug === defaultIClientSlug ? `/${kind}` : `/bigcommerce/${slug}/${kind}`;
}

/** The URL to register at BigCommerce for one callback of an iClient. */
export function callbackUrl(
  publicUrl: string,
  iclient: Pick<IClient, 'slug'>,
  kind: CallbackKind,
): string {
  return `${publicUrl}${callbackPath(iclient, kind)}`;
}

/** The iClient's own auth callback URL. */
export function authCallbackUrl(publicUrl: string, iclient: Pick<IClient, 'slug'>): string {
  return callbackUrl(publicUrl, iclient, 'auth');
}

/** The auth callback URLs that may be sent to BigCommerce, its own first; compare them as exact strings. */
export function redirectUris(
  publicUrl: string,
  iclient: Pick<IClient, 'slug' | 'whitelist'>,
): string[] {
  return [...new Set([authCallbackUrl(publicUrl, iclient), ...iclient.whitelist])];
}

/** The slug that a request to one of `callbackPaths` names. */
export function slugOf(parameters: Record<string, string | string[] | undefined>): string {
  const { slug } = parameters;
  return typeof slug === 'string' ? slug : defaultIClientSlug;
}

export type MeantCallback = { kind: CallbackKind; slug: string };

/**
 * Which callback the path of a request is meant for, also where it is none: routes tell capitals and
 * slashes apart, and people who register a URL often do not.
 */
export function meantCallback(path: string): MeantCallback | undefined {
  const [, slug = defaultIClientSlug, named] =
    /^\/{1,2}(?:bigcommerce\/([^/]+)\/{1,2})?(auth|load|uninstall|remove_user)\/{0,2}$/i.exec(
      path,
    ) ?? [];
  const kind = callbackKinds.find((known) => known === named?.toLowerCase());
  return kind && { kind, slug };
}
