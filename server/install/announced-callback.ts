/**
 * An auth callback that belongs to an authorization which somebody started here. Whose it is, is
 * settled before anything is asked of BigCommerce (RFC 9700, 4.7: the browser that finishes is the
 * one that started).
 */
import type { Request } from 'express';
import type { Authorization } from '../authorizations/authorization.ts';
import { type AuthorizationStore, digestOf } from '../authorizations/store.ts';
import { contextSchema } from '../bigcommerce/wire.ts';
import { AppError } from '../errors.ts';
import { knownBrowser } from '../http/browser-cookie.ts';
import { singleParameters } from '../http/query.ts';
import type { IClient } from '../iclients/iclient.ts';

/**
 * By its state; or, when BigCommerce sent none back, as what this browser has waiting for the app
 * and the store. Undefined for a callback that nobody here announced.
 * @throws AppError `state_unknown`, also for another app's, or `other_browser`
 */
export async function findAuthorization(
  authorizations: Pick<AuthorizationStore, 'findByState' | 'ofBrowser'>,
  iclient: IClient,
  req: Request,
): Promise<Authorization | undefined> {
  const { state, ...hints } = singleParameters(req.query, ['state', 'code', 'context', 'error']);
  const name = knownBrowser(req);
  const browser = name === undefined ? undefined : digestOf(name);
  if (state) {
    const authorization = await authorizations.findByState(state);
    if (!authorization) throw new AppError('state_unknown', 'No authorization has this state.');
    if (authorization.browser !== browser)
      throw new AppError('other_browser', 'Another browser started this authorization.');
    if (authorization.iclientId !== iclient.id)
      throw new AppError('state_unknown', 'The state belongs to an authorization of another app.');
    return authorization;
  }
  if (browser === undefined) return undefined;
  return meantBy(await authorizations.ofBrowser({ browser, iclientId: iclient.id }), hints);
}

/** @param own of this browser for the app, the newest first */
function meantBy(
  own: Authorization[],
  { code, context, error }: { code?: string; context?: string; error?: string },
): Authorization | undefined {
  if (error !== undefined) {
    // It names no store: it is told only where it can mean one alone.
    const [newest, ...others] = own.filter(({ status }) => status === 'waiting');
    return newest && others.every((other) => isForSame(other, newest)) ? newest : undefined;
  }
  const store = contextSchema.safeParse(context);
  if (code === undefined || !store.success) return undefined;
  const latest = own.find(({ storeHash }) => storeHash === store.data);
  return latest?.status === 'waiting' || latest?.codeDigest === digestOf(code) ? latest : undefined;
}

function isForSame(one: Authorization, other: Authorization): boolean {
  return (
    one.connectionId === other.connectionId &&
    one.storeHash === other.storeHash &&
    one.link?.linkId === other.link?.linkId
  );
}
