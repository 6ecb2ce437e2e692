/** Who is looking at which store's control panel, and what every page of it shows. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { faultsOn } from '../faults/set-faults.ts';
import { cookieOf, textOf } from '../request-text.ts';
import { mayInstall, ownerOf, type Store, type StoreUser, type World } from '../world.ts';

export type Panel = { store: Store; user: StoreUser };
type PanelHandler = (panel: Panel, req: Request, res: Response, next: NextFunction) => unknown;

const cookieName = 'sandbox_user';
const roleNames = { owner: 'Owner', authorized: 'Authorized user', user: 'User' };

/** Wraps a handler of a `/manage/:hash/…` route; an unknown store is left to the not-found page. */
export function inPanel(world: World, handle: PanelHandler): RequestHandler {
  return async (req, res, next) => {
    const store = world.stores.get(textOf(req.params.hash));
    if (!store) return next();
    await handle({ store, user: actingUser(store, req, res) }, req, res, next);
  };
}

/** The user named by `?user=`, then by the cookie, then the owner. */
function actingUser(store: Store, req: Request, res: Response): StoreUser {
  const chosen = userById(store, textOf(req.query.user));
  if (chosen) actAs(res, store, chosen);
  return chosen ?? userById(store, cookieOf(req, cookieName)) ?? ownerOf(store);
}

export function actAs(res: Response, store: Store, user: StoreUser) {
  const path = `/manage/${store.hash}`;
  res.cookie(cookieName, String(user.id), { path, httpOnly: true, sameSite: 'lax' });
}

export function userById(store: Store, id: string): StoreUser | undefined {
  return store.users.find((user) => String(user.id) === id);
}

/** What the panel's layout needs on each page. `section` marks the menu item that is open. */
export function panelData(world: World, { store, user }: Panel, section: string) {
  const installs = [...world.installs.values()];
  const onStore = installs.filter(({ storeHash }) => storeHash === store.hash);
  const menuApps = onStore
    .filter(({ installed }) => installed)
    .flatMap(({ clientId }) => world.apps.get(clientId) ?? []);
  return {
    store,
    user,
    section,
    menuApps,
    mayManage: mayInstall(user),
    roleNames,
    faultsOn: faultsOn(world),
  };
}
