/**
 * Simulated installs of an iClient.
 *
 *   POST …/callbacks/simulations                   begins one, or goes to the one under way; builders
 *   GET  …/callbacks/simulations/{simulationId}    its steps so far
 */
import { type Request, type Response, Router } from 'express';
import type { SimulatedInstall } from '../../callback-tests/simulation/simulated-install.ts';
import type { SimulatedInstalls } from '../../callback-tests/simulation/simulated-installs.ts';
import { AppError } from '../../errors.ts';
import { refuseFields } from '../../http/form-fields.ts';
import { only } from '../../http/only.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { Language } from '../../language/language.ts';
import {
  type CallbackFrameDeps,
  callbackFrame,
  callbacksPath,
  callbacksRoute,
  withIClient,
} from './frame.ts';
import { stepViews } from './simulated-step-view.ts';
import { summaryOf } from './simulation-summary.ts';

export type SimulationPagesDeps = CallbackFrameDeps & {
  simulatedInstalls: Pick<SimulatedInstalls, 'start' | 'find' | 'latest'>;
};

/** Without a script the page loads itself again so often, in seconds. */
const reloadSeconds = 2;

export function simulationRoutes(deps: SimulationPagesDeps): Router {
  const router = Router();
  const all = callbacksRoute('/simulations');
  const one = callbacksRoute('/simulations/:simulationId');
  router.post(
    all,
    deps.access.role('builder'),
    withIClient(deps, async (iclient, req, res) => {
      refuseFields(req.body, []);
      const begun = await deps.simulatedInstalls.start(iclient);
      res.redirect(303, pathOf(iclient, begun));
    }),
  );
  router.all(all, only('POST'));
  router.get(
    one,
    withIClient(deps, async (iclient, req, res) => {
      const id = String(req.params.simulationId);
      const simulated = await deps.simulatedInstalls.find(iclient.id, id);
      if (!simulated)
        throw new AppError('simulation_unknown', 'There is no such simulated install.');
      res.type('html').send(simulationPage(deps, iclient, simulated, req, res));
    }),
  );
  router.all(one, only('GET'));
  return router;
}

/** What the overview shows of the simulated install that began last. */
export async function latestSimulation(
  { simulatedInstalls }: Pick<SimulationPagesDeps, 'simulatedInstalls'>,
  iclient: IClient,
  language: Language,
) {
  const simulated = await simulatedInstalls.latest(iclient.id);
  return {
    startPath: callbacksPath(iclient, '/simulations'),
    latest: simulated && {
      path: pathOf(iclient, simulated),
      ...summaryOf(simulated, language),
    },
  };
}

function simulationPage(
  { views }: SimulationPagesDeps,
  iclient: IClient,
  simulated: SimulatedInstall,
  req: Request,
  res: Response,
): string {
  const frame = callbackFrame(iclient, 'overview', req, res);
  const { language } = frame.page;
  return views.render('callbacks/simulation', {
    ...frame,
    ...summaryOf(simulated, language),
    reloadSeconds,
    startPath: callbacksPath(iclient, '/simulations'),
    steps: stepViews(simulated, language),
  });
}

function pathOf(iclient: IClient, { id }: Pick<SimulatedInstall, 'id'>): string {
  return callbacksPath(iclient, `/simulations/${id}`);
}
