/** The page that BigCommerce's iframe shows after an install; it is complete in itself. */
import type { Request } from 'express';
import type { SavedInstall } from '../connections/save-install.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { Views } from '../http/views.ts';
import type { IClient } from '../iclients/iclient.ts';
import { type Language, languageFromHeader, languageFromLocale } from '../language/language.ts';
import { describeConnection } from '../pages/describe-connection.ts';
import type { StoreUserStore } from '../store-users/store.ts';
import type { StoreUser } from '../store-users/store-user.ts';

export type InstalledPageDeps = {
  panelOrigins: string[];
  connections: Pick<ConnectionStore, 'find'>;
  storeUsers: Pick<StoreUserStore, 'list'>;
  views: Views;
};

/** @throws AppError `app_not_installed` */
export async function installedPage(
  deps: InstalledPageDeps,
  iclient: IClient,
  saved: SavedInstall,
  req: Request,
): Promise<string> {
  const [connection, users] = await Promise.all([
    deps.connections.find(saved.connectionId),
    deps.storeUsers.list(saved.connectionId),
  ]);
  if (!connection)
    throw new AppError('app_not_installed', 'The connection was deleted while it was installed.');
  const page = describeConnection({
    connection,
    iclient,
    users,
    language: languageOf(
      req,
      users.find(({ id }) => id === connection.installedBy?.id),
    ),
    notice: saved.renewed ? 'reinstalled' : 'installed',
    basePath: '',
    panelOrigins: deps.panelOrigins,
  });
  return deps.views.render('embedded/overview', page);
}

/** The locale is known of somebody who has opened the app before; BigCommerce tells it only then. */
function languageOf(req: Request, installer: StoreUser | undefined): Language {
  if (installer?.locale !== undefined) return languageFromLocale(installer.locale);
  return languageFromHeader(req.get('Accept-Language'));
}
