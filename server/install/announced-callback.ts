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
  authorizations: Pick<AuthorizationStore, 'findByState' | 'findByBrowser'>,
  iclient: IClient,
  req: Request,
): Promise<Authorization | undefined> {
  const { state, code, context } = singleParameters(req.query, ['state', 'code', 'context']);
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
  const store = contextSchema.safeParse(context);
  if (browser === undefined || code === undefined || !store.success) return undefined;
  const own = await authorizations.findByBrowser({
    browser,
    iclientId: iclient.id,
    storeHash: store.data,
  });
  return own?.status === 'waiting' || own?.codeDigest === digestOf(code) ? own : undefined;
}
