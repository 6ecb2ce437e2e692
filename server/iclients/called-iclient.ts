import type { Request } from 'express';
import { AppError } from '../errors.ts';
import { singleParameters } from '../http/query.ts';
import { slugOf } from './callback-urls.ts';
import { type IClient, simulatedPrefix } from './iclient.ts';
import type { IClientStore } from './store.ts';

/** The query parameter by which a simulated install names its test client. */
export const simulationParameter = 'simulation';

/**
 * The iClient that a request to one of `callbackPaths` names; for a simulated install, its test client,
 * which exists for that one slug alone.
 * @throws AppError `app_unknown`, or `parameter_invalid` for a simulation named twice
 */
export async function calledIClient(
  iclients: Pick<IClientStore, 'find' | 'findBySlug'>,
  req: Request,
): Promise<IClient> {
  const slug = slugOf(req.params);
  const { simulation: testClientName = '' } = singleParameters(req.query, [simulationParameter]);
  const iclient = await (isTestClientName(testClientName)
    ? iclients.find(`${simulatedPrefix}${testClientName}`)
    : iclients.findBySlug(slug));
  if (iclient?.slug !== slug) throw new AppError('app_unknown', 'No iClient has this slug.');
  return iclient;
}

/** Whether a text has the form in which simulated installs are named in callbacks. */
export function isTestClientName(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}
