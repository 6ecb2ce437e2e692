/**
 * The way into the console and out of it.
 *
 * GET, POST /sign-in              email and password
 * POST      /sign-out             ends this browser's session
 * GET, POST /sign-in/link?token   signs in by a one-time link
 * GET, POST /join?token           an invitation becomes a user
 * GET, POST /first-admin?token    while there is no user
 */
import { type Request, type Response, Router } from 'express';
import { type Access, actorOf, consolePage, possibleViewer } from '../access/access.ts';
import type { Attempts } from '../access/attempts.ts';
import { consolePath } from '../access/local-path.ts';
import type { TrustedBrowsers } from '../access/trusted-browsers.ts';
import type { EventStore } from '../events/store.ts';
import { forgetBrowser } from '../http/browser-cookie.ts';
import { endConsoleSession } from '../http/console-session.ts';
import { fieldErrors, refuseFields, typedIn } from '../http/form-fields.ts';
import { noticeOf } from '../http/notices.ts';
import { only } from '../http/only.ts';
import type { Views } from '../http/views.ts';
import type { UserStore } from '../users/store.ts';
import { enterConsole } from './enter-console.ts';
import { drawForm, signInForm } from './forms.ts';
import { linkRoutes } from './link-routes.ts';

export type SignInDeps = {
  access: Access;
  attempts: Attempts;
  trustedBrowsers: TrustedBrowsers;
  users: UserStore;
  events: Pick<EventStore, 'recordRefusal'>;
  views: Views;
  /** Milliseconds since 1970. */
  now: () => number;
};

/** Where the console begins. */
const home = '/console/connections';

export function signInRoutes(deps: SignInDeps): Router {
  const { access, users, views } = deps;
  const router = Router();
  // The console is for people who work on it: the way in is at /console, and / leads there.
  router.get('/', (_req, res) => res.redirect(303, home));

  router.all('/sign-in', only('GET', 'POST'), ...access.anyone);
  router.get('/sign-in', (req, res) => {
    const next = consolePath(req.query.next);
    if (possibleViewer(res)) return res.redirect(303, next ?? home);
    drawForm(views, req, res, 'sign-in', {
      values: { next: next ?? '' },
      notice: noticeOf(req.query.notice, consolePage(req, res).texts.signIn.notices),
    });
  });
  router.post('/sign-in', (req, res) => signInByPassword(deps, req, res));

  router.all('/sign-out', only('POST'), ...access.anyone, async (req, res) => {
    refuseFields(req.body);
    const viewer = possibleViewer(res);
    await endConsoleSession(req);
    if (viewer) await users.signedOut(viewer, actorOf(req, res));
    forgetBrowser(res);
    res.redirect(303, '/sign-in?notice=signedOut');
  });

  router.use(linkRoutes(deps, home));
  return router;
}

async function signInByPassword(deps: SignInDeps, req: Request, res: Response): Promise<void> {
  const { texts } = consolePage(req, res);
  const { errors, signIn } = { errors: texts.signIn.errors, signIn: texts.signIn.signIn };
  const values = typedIn(req.body, ['email', 'next']);
  values.next = consolePath(values.next) ?? '';
  const form = signInForm.safeParse(req.body);
  if (!form.success) {
    const words = { ...errors, password: errors.passwordMissing };
    return drawForm(deps.views, req, res, 'sign-in', {
      values,
      errors: fieldErrors(form.error, words),
    });
  }
  const { email, password } = form.data;
  const address = req.ip ?? '';
  const trustedBrowser = deps.trustedBrowsers.find(req, email);
  const proven = await deps.attempts.attempt({ email, address, trustedBrowser }, res, () =>
    deps.users.checkPassword(email, password),
  );
  const signedIn = proven && (await deps.users.signIn(proven, address));
  if (!signedIn) {
    await noteRefusal(deps, email, address);
    return drawForm(deps.views, req, res, 'sign-in', {
      values,
      errors: { password: signIn.wrong },
    });
  }
  await enterConsole(req, res, signedIn);
  deps.trustedBrowsers.trust(res, email);
  res.redirect(303, values.next || home);
}

/** Names only users there are: people type other things into this field, too. */
async function noteRefusal(deps: SignInDeps, email: string, address: string): Promise<void> {
  const known = await deps.users.findByEmail(email);
  await deps.events.recordRefusal({
    kind: 'user.sign_in_refused',
    actor: { kind: 'unknown' },
    ...(known ? { userId: known.id, name: known.email } : {}),
    address,
  });
}
