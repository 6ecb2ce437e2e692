/** iClients: the apps through which connections are authorized. */
import { z } from 'zod';
import { deleteIClient } from '../../callback-tests/delete-iclient.ts';
import { AppError } from '../../errors.ts';
import { iclientChangeSchema, newIClientSchema, whitelistProblems } from '../iclient-bodies.ts';
import { iclientParams, oneIClient } from '../one-iclient.ts';
import { pageOf } from '../page-of-list.ts';
import { partInvalid } from '../read-part.ts';
import { iclientOf, iclientPageSchema, iclientSchema } from '../representations/iclient.ts';
import { pageQuery } from '../representations/shared.ts';
import { type ApiRoute, route } from '../route.ts';

const tag = 'iClients';
/** Thousands of connections take longer and get their status a little later. */
const recheckWaitMs = 2_000;
/** So many connections are named that still use an iClient. */
const namedAtMost = 100;

export const iclientRoutes: ApiRoute[] = [
  route({
    method: 'get',
    path: '/iclients',
    permission: 'iclients:read',
    tag,
    operationId: 'listIClients',
    summary: 'Lists iClients by name',
    query: z.strictObject(pageQuery),
    answers: { 200: iclientPageSchema },
    errors: [],
    async handle({ iclients, publicUrl }, { query: { limit, cursor } }) {
      const { shown, nextCursor } = pageOf(await iclients.list(), { limit, cursor });
      const data = shown.map((iclient) => iclientOf(publicUrl, iclient));
      return { status: 200, body: { data, nextCursor } };
    },
  }),

  route({
    method: 'post',
    path: '/iclients',
    permission: 'iclients:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'createIClient',
    summary: 'Makes an iClient',
    description: 'Its whitelist is given once its callback URLs are known, by a PATCH.',
    body: newIClientSchema,
    answers: { 201: iclientSchema },
    errors: ['client_id_taken'],
    async handle({ iclients, publicUrl }, { body, by }) {
      const draft = { ...body, accountUuid: body.accountUuid ?? undefined };
      const iclient = await iclients.create(draft, by);
      return {
        status: 201,
        headers: { Location: `/api/v1/iclients/${iclient.id}` },
        body: iclientOf(publicUrl, iclient),
      };
    },
  }),

  route({
    method: 'get',
    path: '/iclients/{id}',
    permission: 'iclients:read',
    tag,
    operationId: 'getIClient',
    summary: 'Reads an iClient',
    params: iclientParams,
    answers: { 200: iclientSchema },
    errors: ['iclient_unknown'],
    async handle(deps, asked) {
      return { status: 200, body: iclientOf(deps.publicUrl, await oneIClient(deps, asked)) };
    },
  }),

  route({
    method: 'patch',
    path: '/iclients/{id}',
    permission: 'iclients:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'changeIClient',
    summary: 'Changes an iClient',
    description: 'A new client secret serves all of its connections at once.',
    params: iclientParams,
    body: iclientChangeSchema,
    answers: { 200: iclientSchema },
    errors: ['iclient_unknown', 'client_id_taken', 'iclient_from_environment'],
    async handle(deps, asked) {
      const iclient = await oneIClient(deps, asked);
      const { accountUuid, ...given } = asked.body;
      const problems = whitelistProblems(given.whitelist ?? [], iclient);
      if (problems.length > 0) throw partInvalid('body_invalid', problems);
      const change = {
        ...given,
        ...(accountUuid === undefined ? {} : { accountUuid: accountUuid ?? undefined }),
      };
      const changed = await deps.iclients.change(iclient.id, change, asked.by);
      if (changed.scopesUnchecked) await deps.scopeRechecks.run(recheckWaitMs);
      return { status: 200, body: iclientOf(deps.publicUrl, changed) };
    },
  }),

  route({
    method: 'delete',
    path: '/iclients/{id}',
    permission: 'iclients:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'deleteIClient',
    summary: 'Deletes an iClient that no connection uses',
    params: iclientParams,
    answers: { 204: null },
    errors: ['iclient_unknown', 'iclient_in_use', 'iclient_from_environment'],
    async handle(deps, { params: { id }, by }) {
      try {
        await deleteIClient(deps, id, by);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'iclient_in_use') throw error;
        const users = await deps.connections.ofIClient(id, namedAtMost);
        const connections = users.map(({ id, name }) => ({ id, name }));
        const connectionCount = await deps.connections.countOfIClient(id);
        throw new AppError(error.code, error.message, {
          members: { connections, connectionCount },
        });
      }
      return { status: 204 };
    },
  }),
];
