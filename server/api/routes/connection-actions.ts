/** What can be done with a connection: testing, authorizing, disconnecting, reading its credentials. */
import { z } from 'zod';
import { authorizationLinkMs, authorizationLinkPath } from '../../authorizations/links.ts';
import { testToken } from '../../connection-tests/test-connection.ts';
import { AppError } from '../../errors.ts';
import { allowedReturnUrl } from '../allowed-return-url.ts';
import { unsavedCredentialsSchema } from '../connection-bodies.ts';
import { connectionParams, oneConnection } from '../one-connection.ts';
import { connectionOf, connectionSchema } from '../representations/connection.ts';
import { credentialsAnswerSchema } from '../representations/credentials.ts';
import { momentOf, momentSchema } from '../representations/shared.ts';
import {
  connectionTestSchema,
  tokenTestOf,
  tokenTestSchema,
} from '../representations/token-test.ts';
import { type ApiRoute, route } from '../route.ts';
import { testSavedConnection } from '../test-saved-connection.ts';

const tag = 'Connections';
const unanswered = [
  'bigcommerce_unreachable',
  'bigcommerce_bad_response',
  'bigcommerce_timeout',
] as const;

export const connectionActionRoutes: ApiRoute[] = [
  route({
    method: 'post',
    path: '/connections/test',
    permission: 'connections:write',
    tag,
    operationId: 'testCredentials',
    summary: 'Tests credentials that are not saved',
    description: 'Whether BigCommerce takes the token, and what it may read. Saves nothing.',
    body: unsavedCredentialsSchema,
    answers: { 200: tokenTestSchema },
    errors: [...unanswered],
    async handle(deps, { body }) {
      const { store: storeHash, credentials, scopes } = body;
      const { accessToken } = credentials;
      const test = await testToken(deps, { storeHash, accessToken, wanted: scopes ?? 'all' });
      const live = test.outcome === 'live' ? test : undefined;
      return { status: 200, body: tokenTestOf(storeHash, scopes, live) };
    },
  }),

  route({
    method: 'post',
    path: '/connections/{id}/test',
    permission: 'connections:write',
    tag,
    operationId: 'testConnection',
    summary: 'Tests a connection',
    description:
      'Asks BigCommerce whether the token still works and what it may read, and keeps what was found: a refused token makes the connection `needs_reauthorization`, a working one heals it. Its requests count in the connection’s concurrency, and one whose turn does not come leaves its scope unknown.',
    params: connectionParams,
    answers: { 200: connectionTestSchema },
    errors: ['connection_unknown', 'slots_busy', ...unanswered],
    async handle(deps, asked) {
      const connection = await oneConnection(deps, asked);
      return { status: 200, body: await testSavedConnection(deps, connection, asked) };
    },
  }),

  route({
    method: 'post',
    path: '/connections/{id}/authorize',
    permission: 'connections:write',
    tag,
    operationId: 'authorizeConnection',
    summary: 'Makes a link that authorizes a connection',
    description:
      'Open the URL in the browser of somebody who may install apps in the store. It works once, for ten minutes, binds the browser that opens it, and goes to BigCommerce. In the end that browser is sent to `returnUrl` with `status=connected` or `status=failed`, `connectionId`, and `errorCode` when it failed; without a `returnUrl` it sees a page of ours that closes itself.',
    params: connectionParams,
    body: z
      .strictObject({
        returnUrl: z.string().max(2_000).optional().meta({
          description:
            'An https URL at one of the service’s RETURN_HOSTS or at a return host of its settings.',
        }),
      })
      .meta({
        id: 'AuthorizationWish',
        examples: [{ returnUrl: 'https://app.example.com/connected' }],
      }),
    answers: {
      201: z
        .strictObject({ url: z.string().meta({ format: 'uri' }), expiresAt: momentSchema })
        .meta({ id: 'AuthorizationLink' }),
    },
    errors: ['connection_unknown', 'nothing_to_authorize', 'return_url_refused'],
    async handle(deps, asked) {
      const { id, kind } = await oneConnection(deps, asked);
      if (kind !== 'app') throw new AppError('nothing_to_authorize', `${id} is an API account.`);
      const { returnUrl } = asked.body;
      const accepted =
        returnUrl === undefined ? undefined : await allowedReturnUrl(deps, returnUrl);
      const expiresAt = momentOf(deps.now() + authorizationLinkMs);
      const token = await deps.authorizationLinks.makeLink({
        connectionId: id,
        by: asked.by,
        returnUrl: accepted,
      });
      const url = `${deps.publicUrl}${authorizationLinkPath(token)}`;
      return { status: 201, body: { url, expiresAt }, usableMs: authorizationLinkMs };
    },
  }),

  route({
    method: 'post',
    path: '/connections/{id}/disconnect',
    permission: 'connections:write',
    tag,
    operationId: 'disconnectConnection',
    summary: 'Drops the token of a connection',
    description: 'The connection stays, with its name and settings, and can be authorized again.',
    params: connectionParams,
    answers: { 200: connectionSchema },
    errors: ['connection_unknown'],
    async handle(deps, asked) {
      const { id } = await oneConnection(deps, asked);
      await deps.connections.disconnect(id, asked.by);
      return { status: 200, body: connectionOf(await oneConnection(deps, asked), asked.apiKey) };
    },
  }),

  route({
    method: 'get',
    path: '/connections/{id}/credentials',
    permission: 'credentials:read',
    tag,
    operationId: 'readCredentials',
    summary: 'Reads the access token of a connection',
    description:
      'For programs that cannot use the proxy. Reading it is an event in the audit trail, once a minute for each key.',
    params: connectionParams,
    answers: { 200: credentialsAnswerSchema },
    errors: ['connection_unknown', 'no_token'],
    async handle(deps, asked) {
      const { id, storeHash, name, iclientId } = await oneConnection(deps, asked);
      const accessToken = await deps.connections.accessToken(id);
      if (accessToken === undefined) throw new AppError('no_token', `${id} holds no token.`);
      const iclient = iclientId === undefined ? undefined : await deps.iclients.find(iclientId);
      // Nobody gets the token unless the trail says so.
      await deps.events.recordOnceAMinute({
        kind: 'connection.credentials_read',
        ...asked.by,
        connectionId: id,
        ...(iclientId === undefined ? {} : { iclientId }),
        storeHash,
        name,
      });
      return {
        status: 200,
        headers: { 'Cache-Control': 'no-store' },
        body: {
          accessToken,
          clientId: iclient?.clientId ?? null,
          storeHash,
          apiUrl: `${deps.bigcommerceApiUrl}/stores/${storeHash}`,
        },
      };
    },
  }),
];
