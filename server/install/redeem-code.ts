/** From a callback's code to a saved connection: the code is claimed, exchanged, and its token kept. */
import type { Request, Response } from 'express';
import type { Authorization } from '../authorizations/authorization.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { SavedInstall } from '../connections/save-install.ts';
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
};

/**
 * Who comes second with a code gets what came of the first.
 * @throws AppError of `exchangeCode` and `CompleteInstall`, or `install_interrupted`
 */
export function redeemCode(
  deps: RedeemDeps,
  { redirectUri, ...install }: Redemption,
  req: Request,
  res: Response,
): Promise<SavedInstall> {
  const { iclient, callback } = install;
  return deps.codeClaims.once(iclient.id, callback.code, async (claim) => {
    const clientSecret = await deps.iclients.clientSecret(iclient.id);
    const app = { clientId: iclient.clientId, clientSecret, redirectUri };
    const grant = await exchangeCode(deps.bigcommerce, app, callback, req, res);
    const address = req.ip ?? 'unknown';
    return deps.completeInstall({ ...install, grant, claim, address, log: req.log });
  });
}
