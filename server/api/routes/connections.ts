/** Connections: finding, making, changing and deleting them. */
import { z } from 'zod';
import { reaches } from '../../api-keys/api-key.ts';
import { connectionKinds, connectionStatuses } from '../../connections/connection.ts';
import { AppError } from '../../errors.ts';
import { changeConnection } from '../change-connection.ts';
import { connectionChangeSchema, newConnectionSchema } from '../connection-bodies.ts';
import { createConnection } from '../create-connection.ts';
import { connectionParams, oneConnection } from '../one-connection.ts';
import { cursorRefused } from '../page-of-list.ts';
import { partInvalid } from '../read-part.ts';
import {
  connectionOf,
  connectionPageSchema,
  connectionSchema,
} from '../representations/connection.ts';
import { pageQuery } from '../representations/shared.ts';
import { type ApiRoute, route } from '../route.ts';

const tag = 'Connections';
/** What a test of new credentials may meet. */
const testErrors = [
  'token_refused',
  'bigcommerce_unreachable',
  'bigcommerce_bad_response',
  'bigcommerce_timeout',
] as const;

const companyErrors = ['company_unknown', 'store_of_other_company'] as const;

export const connectionRoutes: ApiRoute[] = [
  route({
    method: 'get',
    path: '/connections',
    permission: 'connections:read',
    tag,
    operationId: 'listConnections',
    summary: 'Lists connections by name',
    description: 'A key that is limited to some connections finds those alone.',
    query: z.strictObject({
      q: z.string().max(200).optional().meta({
        description: 'Beginnings of words of the name, store hash, store name and domain.',
      }),
      status: z.enum(connectionStatuses).optional(),
      kind: z.enum(connectionKinds).optional(),
      iclientId: z.string().max(64).optional(),
      companyId: z.string().max(64).optional(),
      storeHash: z.string().max(64).optional(),
      ...pageQuery,
    }),
    answers: { 200: connectionPageSchema },
    errors: [],
    async handle({ connections }, { query, apiKey }) {
      const page = await connections
        .list({ ...query, sort: 'name', ids: apiKey.connectionIds })
        .catch(cursorRefused);
      if (page.tooMany)
        throw partInvalid('query_invalid', [
          {
            field: 'q',
            message: 'Too many connections may match. Search for more words or filter.',
          },
        ]);
      const data = page.connections.map((connection) => connectionOf(connection, apiKey));
      return { status: 200, body: { data, nextCursor: page.nextCursor ?? null } };
    },
  }),

  route({
    method: 'post',
    path: '/connections',
    permission: 'connections:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'createConnection',
    summary: 'Saves a connection',
    description:
      'One through an app is `pending` until somebody authorizes it. One by an API account is tested first, and not saved when BigCommerce refuses its token.',
    body: newConnectionSchema,
    answers: { 201: connectionSchema },
    errors: [
      'name_taken',
      'connection_exists',
      'lender_unsuitable',
      'app_unknown',
      ...companyErrors,
      ...testErrors,
    ],
    async handle(deps, { body, apiKey, by }) {
      const connection = await createConnection(deps, body, by);
      return {
        status: 201,
        headers: { Location: `/api/v1/connections/${connection.id}` },
        body: connectionOf(connection, apiKey),
      };
    },
  }),

  route({
    method: 'get',
    path: '/connections/{id}',
    permission: 'connections:read',
    tag,
    operationId: 'getConnection',
    summary: 'Reads a connection',
    params: connectionParams,
    answers: { 200: connectionSchema },
    errors: ['connection_unknown'],
    async handle(deps, asked) {
      return { status: 200, body: connectionOf(await oneConnection(deps, asked), asked.apiKey) };
    },
  }),

  route({
    method: 'patch',
    path: '/connections/{id}',
    permission: 'connections:write',
    tag,
    operationId: 'changeConnection',
    summary: 'Changes a connection',
    params: connectionParams,
    body: connectionChangeSchema,
    answers: { 200: connectionSchema },
    errors: [
      'connection_unknown',
      'key_limited',
      'name_taken',
      'lender_unsuitable',
      'slots_busy',
      ...companyErrors,
      ...testErrors,
    ],
    async handle(deps, asked) {
      const connection = await oneConnection(deps, asked);
      // A limited key would reach into companies of which it must not even know.
      if (asked.body.companyId !== undefined && asked.apiKey.connectionIds !== undefined)
        throw new AppError('key_limited', 'A limited key gives no connection a company.');
      const lender = asked.body.concurrency?.borrowFrom;
      if (lender != null && !reaches(asked.apiKey, lender))
        throw new AppError('lender_unsuitable', 'The key does not reach the lender.');
      const changed = await changeConnection(deps, connection, asked.body, asked.by);
      return { status: 200, body: connectionOf(changed, asked.apiKey) };
    },
  }),

  route({
    method: 'delete',
    path: '/connections/{id}',
    permission: 'connections:write',
    tag,
    operationId: 'deleteConnection',
    summary: 'Deletes a connection',
    description: 'With its token. What it was stays in the audit trail.',
    params: connectionParams,
    answers: { 204: null },
    errors: ['connection_unknown', 'lends_concurrency'],
    async handle(deps, asked) {
      const { id } = await oneConnection(deps, asked);
      await deps.connections.delete(id, asked.by).catch((error: unknown) => {
        throw withBorrowers(error, (borrower) => reaches(asked.apiKey, borrower));
      });
      return { status: 204 };
    },
  }),
];

function withBorrowers(error: unknown, isVisible: (id: string) => boolean): unknown {
  if (!(error instanceof AppError) || error.code !== 'lends_concurrency') return error;
  const connectionIds = [error.details.connectionIds ?? []].flat().filter(isVisible);
  return new AppError(error.code, error.message, { members: { connectionIds } });
}
