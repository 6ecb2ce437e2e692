/**
 * The app inside BigCommerce's control panel, for users whom a load callback let in.
 *
 * GET  /app/{connectionId}/{path}      the embedded page, whatever the deep link's path
 * GET  /app/{connectionId}/signed-out  what is left after the control panel's logout
 * POST /app/{connectionId}/logout      ends the membership in this store; 204
 */
import { type Request, Router } from 'express';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import {
  embeddedPath,
  embeddedSession,
  endMembership,
  membershipIn,
} from '../http/embedded-session.ts';
import { only } from '../http/only.ts';
import { requireSameOrigin } from '../http/same-origin.ts';
import type { Views } from '../http/views.ts';
import type { IClientStore } from '../iclients/store.ts';
import { languageFromHeader, languageFromLocale, textsFor } from '../language/language.ts';
import { describeConnection } from '../pages/describe-connection.ts';
import type { RedisClient } from '../redis/connect.ts';
import type { StoreUserStore } from '../store-users/store.ts';
import type { StoreUser } from '../store-users/store-user.ts';

export type EmbeddedDeps = {
  publicUrl: string;
  panelOrigins: string[];
  redis: RedisClient;
  sessionSecret: string;
  iclients: IClientStore;
  connections: ConnectionStore;
  storeUsers: StoreUserStore;
  views: Views;
};

export function embeddedRoutes(deps: EmbeddedDeps): Router {
  const router = Router({ caseSensitive: true });
  router.use(
    '/app/:connectionId',
    embeddedSession({ redis: deps.redis, secret: deps.sessionSecret }),
  );

  router.all(
    '/app/:connectionId/logout',
    only('POST'),
    requireSameOrigin(deps.publicUrl),
    async (req, res) => {
      await endMembership(req);
      res.status(204).end();
    },
  );

  router.get('/app/:connectionId/signed-out', (req, res) => {
    const language = languageFromHeader(req.get('Accept-Language'));
    const page = { language, texts: textsFor(language), panelOrigins: deps.panelOrigins };
    res.type('html').send(deps.views.render('embedded/signed-out', page));
  });

  // A deep link may name any path of the app, and the app has one page.
  router.get('/app/:connectionId{/*path}', async (req, res) => {
    const connectionId = String(req.params.connectionId);
    const viewer = await signedInUser(deps, req, connectionId);
    res.type('html').send(await overview(deps, connectionId, viewer));
  });

  return router;
}

/** @throws AppError `session_ended` when there is no session, or its user was removed since */
async function signedInUser(
  deps: EmbeddedDeps,
  req: Request,
  connectionId: string,
): Promise<StoreUser> {
  const membership = membershipIn(req, connectionId);
  const user = membership && (await deps.storeUsers.find(connectionId, membership.userId));
  if (!user || user.membershipId !== membership.membershipId) {
    await endMembership(req);
    throw new AppError(
      'session_ended',
      membership ? 'The user is no longer a user of the store.' : 'There is no session.',
    );
  }
  return user;
}

async function overview(
  deps: EmbeddedDeps,
  connectionId: string,
  viewer: StoreUser,
): Promise<string> {
  const connection = await deps.connections.find(connectionId);
  const iclientId = connection?.iclientId;
  const iclient = iclientId === undefined ? undefined : await deps.iclients.find(iclientId);
  if (!connection || !iclient)
    throw new AppError('app_not_installed', 'The connection or its iClient is gone.');
  const page = describeConnection({
    connection,
    iclient,
    users: await deps.storeUsers.list(connectionId),
    language: languageFromLocale(viewer.locale),
    notice: undefined,
    basePath: embeddedPath(connectionId),
    panelOrigins: deps.panelOrigins,
  });
  return deps.views.render('embedded/overview', page);
}
