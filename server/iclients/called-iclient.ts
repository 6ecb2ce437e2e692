import type { Request } from 'express';
import { AppError } from '../errors.ts';
import { slugOf } from './callback-urls.ts';
import type { IClient } from './iclient.ts';
import type { IClientStore } from './store.ts';

/**
 * The iClient that a request to one of `callbackPaths` names.
 * @throws AppError `app_unknown`
 */
export async function calledIClient(
  iclients: Pick<IClientStore, 'findBySlug'>,
  req: Request,
): Promise<IClient> {
  const iclient = await iclients.findBySlug(slugOf(req.params));
  if (!iclient) throw new AppError('app_unknown', 'No iClient has this slug.');
  return iclient;
}
