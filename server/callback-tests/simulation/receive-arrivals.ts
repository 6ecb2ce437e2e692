/**
 * The ear of simulated installs, in front of the routes of callbacks: tells whoever plays BigCommerce what
 * came in, and how it was answered. To others it costs a look at two texts.
 */
import type { Request, RequestHandler, Response } from 'express';
import { endMembership } from '../../http/embedded-session.ts';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import { isSimulationName, simulationParameter } from '../../iclients/called-iclient.ts';
import { simulatedPrefix } from '../../iclients/iclient.ts';
import { type RecordCallbacksDeps, recordOf } from '../record-callbacks.ts';
import { type Arrival, digestOfQuery, type SimulationArrivals } from './arrivals.ts';

/** Beside the parameter, so that a request is known again that lost its query on the way. */
export const simulationHeader = 'X-Callback-Simulation';

export function headerValue(simulation: string, step: string): string {
  return `${simulation}.${step}`;
}

export type ReceiveArrivalsDeps = RecordCallbacksDeps & { simulationArrivals: SimulationArrivals };

export function receiveArrivals(deps: ReceiveArrivalsDeps): RequestHandler {
  return async (req, res, next) => {
    const [path = '', ...rest] = req.originalUrl.split('?');
    const query = rest.join('?');
    const named = new URLSearchParams(query).get(simulationParameter) ?? '';
    const [told = '', step] = (req.get(simulationHeader) ?? '').split('.', 2);
    const simulation = [named, told].find(isSimulationName);
    if (simulation === undefined) return next();
    const came = { step, path, query: digestOfQuery(query), hasQuery: query !== '' };
    const arrival = await deps.simulationArrivals.came(simulation, came);
    if (arrival === undefined) return next();
    const began = performance.now();
    res.once('close', () => {
      const tookMs = Math.round(performance.now() - began);
      tell(deps, simulation, arrival, req, res, tookMs).catch((err: unknown) =>
        req.log.warn({ err }, 'What arrived of a simulated install could not be told.'),
      );
    });
    if (named === simulation) return next();
    // It would be taken for a callback of the real app.
    res.status(400).type('text').send('This request of a simulated install has lost its query.\n');
  };
}

async function tell(
  deps: ReceiveArrivalsDeps,
  simulation: string,
  arrival: Arrival,
  req: Request,
  res: Response,
  tookMs: number,
): Promise<void> {
  // Nobody has its cookie.
  if (req.session) await endMembership(req);
  const iclient = await deps.iclients.find(`${simulatedPrefix}${simulation}`);
  if (!iclient) return;
  const kind = callbackKinds.find((each) => arrival.step.startsWith(each)) ?? 'auth';
  const record = await recordOf(deps, iclient, { kind, slug: iclient.slug, req, res, tookMs });
  await deps.simulationArrivals.answered(simulation, arrival, record);
}
