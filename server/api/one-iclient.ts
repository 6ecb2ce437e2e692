/** The iClient that a request's path names. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { ApiDeps } from './deps.ts';

export const iclientParams = z.strictObject({
  id: z.string().meta({ description: 'The iClient’s id.', examples: ['default'] }),
});

/** @throws AppError `iclient_unknown` */
export async function oneIClient(
  { iclients }: Pick<ApiDeps, 'iclients'>,
  { params: { id } }: { params: { id: string } },
): Promise<IClient> {
  const iclient = await iclients.find(id);
  if (!iclient) throw new AppError('iclient_unknown', `There is no iClient ${id}.`);
  return iclient;
}
