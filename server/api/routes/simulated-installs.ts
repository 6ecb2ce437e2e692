/** Installs that are played against an iClient's callback URLs. */
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { iclientParams, oneIClient } from '../one-iclient.ts';
import {
  simulatedInstallOf,
  simulatedInstallPath,
  simulatedInstallSchema,
} from '../representations/simulated-install.ts';
import { type ApiRoute, route } from '../route.ts';

const tag = 'iClients';

export const simulatedInstallRoutes: ApiRoute[] = [
  route({
    method: 'post',
    path: '/iclients/{id}/simulated-installs',
    permission: 'callback-tests:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'simulateInstall',
    summary: 'Simulates an install of an iClient’s app',
    description:
      'Plays BigCommerce against the iClient’s own callback URLs, in the background: installs, opens, removes a user and uninstalls, and sends what has to be refused. A test client takes the place of the app; nothing is sent to BigCommerce, and no connection is left behind. So a good one says that the way to here and this service work, and nothing of the client ID, the client secret and what is registered in the Developer Portal. Read the answer’s `url` until its `status` is `done`, seconds later. While one of the iClient is under way, that one is answered; otherwise they begin ten seconds apart, and few run at once: `simulations_busy` says when to ask again.',
    params: iclientParams,
    answers: { 202: simulatedInstallSchema },
    errors: ['iclient_unknown', 'simulation_too_soon', 'simulations_busy'],
    async handle(deps, { params }) {
      const install = await deps.simulatedInstalls.start(await oneIClient(deps, { params }));
      return {
        status: 202,
        headers: { Location: simulatedInstallPath(install) },
        body: simulatedInstallOf(deps.publicUrl, install),
      };
    },
  }),

  route({
    method: 'get',
    path: '/iclients/{id}/simulated-installs/{simulationId}',
    permission: 'iclients:read',
    tag,
    operationId: 'getSimulatedInstall',
    summary: 'Reads a simulated install',
    description: 'For an hour after it is done.',
    params: iclientParams.extend({ simulationId: z.string() }),
    answers: { 200: simulatedInstallSchema },
    errors: ['iclient_unknown', 'simulation_unknown'],
    async handle(deps, { params }) {
      const iclient = await oneIClient(deps, { params });
      const install = await deps.simulatedInstalls.find(iclient.id, params.simulationId);
      if (!install) throw new AppError('simulation_unknown', 'There is no such simulated install.');
      return { status: 200, body: simulatedInstallOf(deps.publicUrl, install) };
    },
  }),
];
