/** From a callback's code to a saved connection: the code is claimed, exchanged, and its token kept. */
import type { Request, Response } from 'express';
import type { Authorization } from '../authorizations/authorization.ts';
import { digestOf } from '../authorizations/store.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { InstallByLink, SavedInstall } from '../connections/save-install.ts';
import { noteRepeatedCode } from '../events/refused-callback.ts';
import { knownBrowser } from '../http/browser-cookie.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import type { AuthCallback } from './auth-callback.ts';
import { exchangeCode } from './bigcommerce-strategy.ts';
import type { CodeClaims } from './code-claims.ts';
import type { CompleteInstall } from './complete-install.ts';

export type RedeemDeps = {
  bigcommerce: BigCommerceClient;
  iclients: Pick<IClientStore, 'clientSecret'>;
  codeClaims: CodeClaims;
  completeInstall: CompleteInstall;
};

export type Redemption = {
  iclient: IClient;
  callback: AuthCallback;
  /** The callback URL that BigCommerce called. */
  redirectUri: string;
  /** The one that somebody started here for it; an unannounced install has none. */
  authorization?: Authorization;
  /** The company that a merchant's link gives the connection to. */
  link?: InstallByLink;
};

/**
 * The same browser, or the same authorization, gets what came of the first when it comes again.
 * @throws AppError of `exchangeCode` and `CompleteInstall`, `code_refused` for a code that somebody else brought
 *   before, or `install_interrupted`
 */
export async function redeemCode(
  deps: RedeemDeps,
  { redirectUri, ...install }: Redemption,
  req: Request,
  res: Response,
): Promise<SavedInstall> {
  const { iclient, callback, authorization } = install;
  const code = { iclientId: iclient.id, code: callback.code, by: bringerOf(authorization, req) };
  let isFirst = false;
  const saved = await deps.codeClaims.once(code, async (claim) => {
    isFirst = true;
    const clientSecret = await deps.iclients.clientSecret(iclient.id);
    const app = { clientId: iclient.clientId, clientSecret, redirectUri };
    const grant = await exchangeCode(deps.bigcommerce, app, callback, req, res);
    const address = req.ip ?? 'unknown';
    return deps.completeInstall({ ...install, grant, claim, address, log: req.log });
  });
  if (!isFirst) noteRepeatedCode(res);
  return saved;
}

/** Browsers that bring no name are one: in BigCommerce's iframe none does. */
function bringerOf(authorization: Authorization | undefined, req: Request): string {
  if (authorization) return `authorization ${authorization.id}`;
  const name = knownBrowser(req);
  return name === undefined ? 'nobody' : `browser ${digestOf(name)}`;
}
