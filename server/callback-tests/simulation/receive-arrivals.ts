/**
 * The ear of simulated installs, in front of the routes of callbacks: tells whoever plays BigCommerce what
 * came in, and how it was answered. To others it costs a look at two texts.
 */
import type { Request, RequestHandler, Response } from 'express';
import { knownOf } from '../../events/refused-callback.ts';
import { endMembership } from '../../http/embedded-session.ts';
import { isTestClientName, simulationParameter } from '../../iclients/called-iclient.ts';
import { isSimulated, simulatedPrefix } from '../../iclients/iclient.ts';
import { unmarkedHeader } from '../checks/answer-marks.ts';
import { type RecordCallbacksDeps, recordOf } from '../recorder/record-callbacks.ts';
import { digestsOfQuery, type SimulationArrival, type SimulationArrivals } from './arrivals.ts';

/** Beside the parameter, so that a request is known again that lost its query on the way. */
export const simulationHeader = 'X-Callback-Simulation';

export function headerValue(testClientName: string, step: string): string {
  return `${testClientName}.${step}`;
}

export type ReceiveArrivalsDeps = RecordCallbacksDeps & { simulationArrivals: SimulationArrivals };

export function receiveArrivals(deps: ReceiveArrivalsDeps): RequestHandler {
  return async (req, res, next) => {
    const [path = '', ...rest] = req.originalUrl.split('?');
    const query = rest.join('?');
    const named = new URLSearchParams(query).get(simulationParameter) ?? '';
    const [told = '', step] = (req.get(simulationHeader) ?? '').split('.', 2);
    const testClientName = [named, told].find(isTestClientName);
    if (testClientName === undefined) return next();
    res.removeHeader(unmarkedHeader);
    const came = { step, path, ...digestsOfQuery(query), hasQuery: query !== '' };
    const arrival = await deps.simulationArrivals.came(testClientName, came);
    const began = performance.now();
    const closed = async () => {
      const tookMs = Math.round(performance.now() - began);
      await endSimulated(req, res);
      if (arrival) await tell(deps, testClientName, arrival, req, res, tookMs);
    };
    res.once('close', () => {
      closed().catch((err: unknown) =>
        req.log.warn({ err }, 'What arrived of a simulated install could not be told.'),
      );
    });
    if (arrival === undefined) return next();
    res.locals.isSimulated = true;
    if (named === testClientName) return next();
    // It would be taken for a callback of the real app.
    res.status(400).type('text').send('This request of a simulated install has lost its query.\n');
  };
}

/** Of any load of a test client, awaited or not: nobody is to come in by one. */
async function endSimulated(req: Request, res: Response): Promise<void> {
  if (req.session && isSimulated(knownOf(res).iclientId ?? '')) await endMembership(req);
}

async function tell(
  deps: ReceiveArrivalsDeps,
  testClientName: string,
  arrival: SimulationArrival,
  req: Request,
  res: Response,
  tookMs: number,
): Promise<void> {
  const iclient = await deps.iclients.find(`${simulatedPrefix}${testClientName}`);
  if (!iclient) return;
  const { kind } = arrival;
  const callback = { kind, slug: iclient.slug, req, res, tookMs };
  const { connectionId: _gone, ...record } = await recordOf(deps, iclient, callback);
  await deps.simulationArrivals.answered(testClientName, arrival, record);
}
