/** Checks of an iClient's callback URLs. */
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { iclientParams, oneIClient } from '../one-iclient.ts';
import {
  callbackCheckOf,
  callbackCheckPath,
  callbackCheckSchema,
} from '../representations/callback-check.ts';
import { type ApiRoute, route } from '../route.ts';

const tag = 'iClients';

export const callbackCheckRoutes: ApiRoute[] = [
  route({
    method: 'post',
    path: '/iclients/{id}/callback-checks',
    permission: 'callback-tests:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'checkCallbacks',
    summary: 'Checks the callback URLs of an iClient',
    description:
      'Sends one request to each of its callback URLs and whitelist entries, in the background, and sees whether it arrives here unchanged. Read the answer’s `url` until its `status` is `done`: seconds later, or half a minute where addresses do not answer. While a check of the iClient is under way, that one is answered; otherwise they begin fifteen seconds apart.',
    params: iclientParams,
    answers: { 202: callbackCheckSchema },
    errors: ['iclient_unknown', 'callback_check_too_soon'],
    async handle(deps, { params }) {
      const check = await deps.callbackChecks.start(await oneIClient(deps, { params }));
      return {
        status: 202,
        headers: { Location: callbackCheckPath(check) },
        body: callbackCheckOf(deps.publicUrl, check),
      };
    },
  }),

  route({
    method: 'get',
    path: '/iclients/{id}/callback-checks/{checkId}',
    permission: 'iclients:read',
    tag,
    operationId: 'getCallbackCheck',
    summary: 'Reads a check of callback URLs',
    description: 'For an hour after it is done.',
    params: iclientParams.extend({ checkId: z.string() }),
    answers: { 200: callbackCheckSchema },
    errors: ['iclient_unknown', 'callback_check_unknown'],
    async handle(deps, { params }) {
      const iclient = await oneIClient(deps, { params });
      const check = await deps.callbackChecks.find(iclient.id, params.checkId);
      if (!check) throw new AppError('callback_check_unknown', 'There is no such check.');
      return { status: 200, body: callbackCheckOf(deps.publicUrl, check) };
    },
  }),
];
