/** A store's users: taking and giving back their access to apps, and changing the owner's email. */
import { Router, urlencoded } from 'express';
import { revokeUser, wasTaken } from '../deliveries.ts';
import { changeOwnerEmail, findInstall } from '../installs.ts';
import { type NoticeName, noticeOf, withNotice } from '../pages/notices.ts';
import type { Views } from '../pages/views.ts';
import { textOf } from '../request-text.ts';
import { mayInstall, ownerOf, type World } from '../world.ts';
import { inPanel, type Panel, panelData, userById } from './panel.ts';

export function userRoutes(world: World, views: Views): Router {
  const router = Router();
  const form = urlencoded({ extended: false });
  const usersPage = (panel: Panel, shown: object) => {
    const rows = userRows(world, panel);
    const email = ownerOf(panel.store).email;
    return views.render('panel/users', {
      ...panelData(world, panel, 'users'),
      rows,
      email,
      ...shown,
    });
  };

  router.get(
    '/manage/:hash/users',
    inPanel(world, (panel, req, res) => {
      res.send(usersPage(panel, { notice: noticeOf(req) }));
    }),
  );
  router.post(
    '/manage/:hash/users/:userId/access',
    form,
    inPanel(world, async (panel, req, res) => {
      const done = await changeAccess(world, panel, textOf(req.params.userId), req.body);
      res.redirect(303, withNotice(usersPath(panel), done));
    }),
  );
  router.post(
    '/manage/:hash/owner-email',
    form,
    inPanel(world, (panel, req, res) => {
      const email = textOf(req.body?.email).trim();
      const emailError = panel.user.role === 'owner' ? errorInEmail(email) : undefined;
      if (emailError) res.status(400).send(usersPage(panel, { email, emailError }));
      else res.redirect(303, withNotice(usersPath(panel), changeEmail(world, panel, email)));
    }),
  );
  return router;
}

async function changeAccess(
  world: World,
  { store, user }: Panel,
  userId: string,
  body: { clientId?: unknown; access?: unknown } | undefined,
): Promise<NoticeName> {
  const app = world.apps.get(textOf(body?.clientId));
  const target = userById(store, userId);
  if (!app || !target || target.role === 'owner' || !mayInstall(user)) return 'not-allowed';
  if (body?.access === 'revoke') {
    return wasTaken(await revokeUser(world, app, store, target)) ? 'revoked' : 'revoked-unheard';
  }
  findInstall(world, app.clientId, store.hash)?.revokedUserIds.delete(target.id);
  return 'restored';
}

function changeEmail(world: World, { store, user }: Panel, email: string): NoticeName {
  if (user.role !== 'owner') return 'not-allowed';
  if (email === user.email) return 'email-same';
  changeOwnerEmail(world, store, email);
  return 'email-changed';
}

/** In words for the page; undefined when the email will do. 254 letters is RFC 5321's limit. */
function errorInEmail(email: string): string | undefined {
  if (email === '') return 'Enter an email.';
  if (email.length > 254) return 'An email has at most 254 letters.';
  if (!/^[^\s@<>"',;]+@[^\s@<>"',;]+$/.test(email)) {
    return 'This is no email. One looks like name@shop.example.';
  }
  return undefined;
}

function userRows(world: World, panel: Panel) {
  const { menuApps } = panelData(world, panel, 'users');
  return panel.store.users.map((user) => ({
    user,
    access: menuApps.map((app) => {
      const install = findInstall(world, app.clientId, panel.store.hash);
      return { app, revoked: install?.revokedUserIds.has(user.id) ?? false };
    }),
  }));
}

function usersPath({ store }: Panel): string {
  return `/manage/${store.hash}/users`;
}
