/**
 * Testing the callback URLs of an iClient, /console/iclients/{id}/callbacks. Every signed-in user reads.
 *
 *   …/callbacks              the callback URLs and the whitelist
 *   …/callbacks/checks       checks of the callback URLs (checks.ts)
 *   …/callbacks/simulations  simulated installs (simulation.ts)
 *   …/callbacks/inspector    POST takes a payload or a whole callback URL apart
 *   …/callbacks/recorder     callbacks as they arrive (recorder.ts)
 */
import { Router } from 'express';
import { only } from '../../http/only.ts';
import { type CheckPagesDeps, checkRoutes } from './checks.ts';
import { callbacksRoute, withIClient } from './frame.ts';
import { type InspectorPageDeps, inspectorRoutes } from './inspector.ts';
import { type OverviewPageDeps, overviewPage } from './overview.ts';
import { type RecorderDeps, recorderRoutes } from './recorder.ts';
import { type SimulationPagesDeps, simulationRoutes } from './simulation.ts';

export type CallbackPagesDeps = OverviewPageDeps &
  CheckPagesDeps &
  SimulationPagesDeps &
  InspectorPageDeps &
  RecorderDeps;

export function consoleCallbackRoutes(deps: CallbackPagesDeps): Router {
  const router = Router();
  router.get(
    callbacksRoute(),
    withIClient(deps, async (iclient, req, res) => {
      res.type('html').send(await overviewPage(deps, iclient, req, res));
    }),
  );
  router.all(callbacksRoute(), only('GET'));
  router.use(checkRoutes(deps));
  router.use(simulationRoutes(deps));
  router.use(inspectorRoutes(deps));
  router.use(recorderRoutes(deps));
  return router;
}
