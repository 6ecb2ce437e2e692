/** An install that nobody here announced: a merchant confirmed the app on BigCommerce's side. */
import type { Request, Response } from 'express';
import type { SavedInstall } from '../connections/save-install.ts';
import { AppError } from '../errors.ts';
import type { IClient } from '../iclients/iclient.ts';
import { parseAuthCallback } from './auth-callback.ts';
import { type RedeemDeps, redeemCode } from './redeem-code.ts';

export type InstallDeps = RedeemDeps & { publicUrl: string };

/** @throws AppError of `parseAuthCallback` and `redeemCode`, or `context_mismatch` */
export async function install(
  deps: InstallDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<SavedInstall> {
  const callback = parseAuthCallback(req.query);
  const redirectUri = `${deps.publicUrl}${req.path}`;
  const saved = await redeemCode(deps, { iclient, callback, redirectUri }, req, res);
  // A code that was exchanged before answers for its own store alone.
  if (saved.storeHash !== callback.storeHash)
    throw new AppError('context_mismatch', 'The code was exchanged for another store.');
  return saved;
}
