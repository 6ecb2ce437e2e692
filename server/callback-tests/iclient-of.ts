import type { Response } from 'express';
import { knownOf } from '../events/refused-callback.ts';
import type { MeantCallback } from '../iclients/callback-urls.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';

/** Whose callback it was: the iClient that its handlers found, else the one that its path means, if there is one. */
export async function iclientOf(
  res: Response,
  { slug }: Pick<MeantCallback, 'slug'>,
  iclients: Pick<IClientStore, 'find' | 'findBySlug'>,
): Promise<IClient | undefined> {
  const { iclientId } = knownOf(res);
  return iclientId === undefined ? iclients.findBySlug(slug) : iclients.find(iclientId);
}
