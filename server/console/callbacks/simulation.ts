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
  beginForm,
  type CallbackFrameDeps,
  callbackFrame,
  callbacksPath,
  callbacksRoute,
  reloadSeconds,
  withIClient,
} from './frame.ts';
import { stepViews } from './simulated-step-view.ts';
import { summaryOf } from './simulation-summary.ts';

export type SimulationPagesDeps = CallbackFrameDeps & {
  simulatedInstalls: Pick<SimulatedInstalls, 'start' | 'find' | 'latest' | 'waitMs'>;
  /** Milliseconds since 1970. */
  now: () => number;
};

export function simulationRoutes(deps: SimulationPagesDeps): Router {
  const router = Router();
  const all = callbacksRoute('/simulations');
  const one = callbacksRoute('/simulations/:simulationId');
  router.post(
    all,
    deps.access.role('builder'),
    withIClient(deps, async (iclient, req, res) => {
      refuseFields(req.body);
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
      res.type('html').send(await simulationPage(deps, iclient, simulated, req, res));
    }),
  );
  router.all(one, only('GET'));
  return router;
}

/** What the overview shows of the simulated install that began last. */
export async function latestSimulation(
  deps: SimulationPagesDeps,
  iclient: IClient,
  language: Language,
) {
  const [simulated, form] = await Promise.all([
    deps.simulatedInstalls.latest(iclient.id),
    simulationForm(deps, iclient, language),
  ]);
  return {
    form,
    latest: simulated && {
      path: pathOf(iclient, simulated),
      ...summaryOf(simulated, language),
    },
  };
}

function simulationForm(
  { simulatedInstalls, now }: SimulationPagesDeps,
  iclient: IClient,
  language: Language,
) {
  return beginForm(simulatedInstalls, '/simulations', iclient, now(), language);
}

async function simulationPage(
  deps: SimulationPagesDeps,
  iclient: IClient,
  simulated: SimulatedInstall,
  req: Request,
  res: Response,
): Promise<string> {
  const frame = callbackFrame(iclient, 'overview', req, res);
  const { language } = frame.page;
  return deps.views.render('callbacks/simulation', {
    ...frame,
    ...summaryOf(simulated, language),
    reloadSeconds,
    form: await simulationForm(deps, iclient, language),
    steps: stepViews(simulated, language),
  });
}

function pathOf(iclient: IClient, { id }: Pick<SimulatedInstall, 'id'>): string {
  return callbacksPath(iclient, `/simulations/${id}`);
}
