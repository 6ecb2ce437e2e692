/**
 * What everybody may change about themselves.
 *
 * GET, POST /console/account                       name and language
 * POST      /console/account/password              another password, which ends the other sessions
 * POST      /console/account/sign-out-everywhere   ends all sessions, this one too
 * POST      /console/language                      another language, from any page
 */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { actorOf, consolePage, viewerOf } from '../../access/access.ts';
import type { Attempts } from '../../access/attempts.ts';
import { consolePath } from '../../access/local-path.ts';
import { nameField, newPasswordField } from '../../access/person-forms.ts';
import type { TrustedBrowsers } from '../../access/trusted-browsers.ts';
import { AppError } from '../../errors.ts';
import { forgetBrowser } from '../../http/browser-cookie.ts';
import {
  consoleSessionLasts,
  endConsoleSession,
  startConsoleSession,
} from '../../http/console-session.ts';
import { fieldErrors, refuseFields, refuseUnknownFields, typedIn } from '../../http/form-fields.ts';
import { noticeOf } from '../../http/notices.ts';
import { only } from '../../http/only.ts';
import type { Views } from '../../http/views.ts';
import type { UserStore } from '../../users/store.ts';

export type AccountDeps = {
  attempts: Attempts;
  trustedBrowsers: TrustedBrowsers;
  users: UserStore;
  views: Views;
  /** Milliseconds since 1970. */
  now: () => number;
};

const _token = z.string().optional();
const language = z.enum(['en', 'fr']);
const profileForm = z.strictObject({ _token, name: nameField, language });
const passwordForm = z.strictObject({
  _token,
  current: z.string().max(1000).optional(),
  password: newPasswordField,
});
const languageForm = z.strictObject({ _token, language, next: z.string().optional() });

export function accountRoutes(deps: AccountDeps): Router {
  const { users } = deps;
  const router = Router();
  router.all('/console/account', only('GET', 'POST'));
  router.get('/console/account', (req, res) => draw(deps, req, res));
  router.post('/console/account', async (req, res) => {
    const { texts } = consolePage(req, res);
    const form = profileForm.safeParse(req.body);
    if (!form.success) {
      const errors = fieldErrors(form.error, texts.users.errors);
      return draw(deps, req, res, { values: typedIn(req.body, ['name', 'language']), errors });
    }
    const { name, language } = form.data;
    await users.change(viewerOf(res).id, { name, language }, actorOf(req, res));
    res.redirect(303, '/console/account?notice=saved');
  });
  router.all('/console/account/password', only('POST'), (req, res) =>
    changePassword(deps, req, res),
  );
  router.all('/console/account/sign-out-everywhere', only('POST'), async (req, res) => {
    refuseFields(req.body);
    await users.signOutEverywhere(viewerOf(res).id, actorOf(req, res));
    await endConsoleSession(req);
    forgetBrowser(res);
    res.redirect(303, '/sign-in?notice=signedOutEverywhere');
  });
  router.all('/console/language', only('POST'), async (req, res) => {
    const form = languageForm.safeParse(req.body);
    if (!form.success) {
      refuseUnknownFields(form.error);
      throw new AppError('form_refused', 'The form is not ours.');
    }
    await users.change(viewerOf(res).id, { language: form.data.language }, actorOf(req, res));
    res.redirect(303, consolePath(form.data.next) ?? '/console/account');
  });
  return router;
}

/** Whether the password that there is has to be told: nobody takes over an unlocked screen for good. */
function asksForCurrent({ now }: AccountDeps, req: Request, res: Response): boolean {
  const { newPasswordUntil = 0 } = req.session.signedIn ?? {};
  return viewerOf(res).hasPassword && now() >= newPasswordUntil;
}

async function changePassword(deps: AccountDeps, req: Request, res: Response): Promise<void> {
  const viewer = viewerOf(res);
  const texts = consolePage(req, res).texts.users;
  const form = passwordForm.safeParse(req.body);
  if (!form.success) return draw(deps, req, res, { errors: fieldErrors(form.error, texts.errors) });
  const { current = '', password } = form.data;
  if (asksForCurrent(deps, req, res)) {
    const { email } = viewer;
    const trustedBrowser = deps.trustedBrowsers.find(req, email);
    const who = { email, address: req.ip ?? '', trustedBrowser };
    const isRight = await deps.attempts.attempt(who, res, () =>
      deps.users.checkPassword(viewer.email, current),
    );
    if (!isRight) return draw(deps, req, res, { errors: { current: texts.errors.current } });
  }
  const { signedIn } = req.session;
  const renewed =
    signedIn && (await deps.users.changeOwnPassword(signedIn, password, actorOf(req, res)));
  // Who signed out meanwhile is not signed in again.
  if (!renewed || !(await consoleSessionLasts(req))) return res.redirect(303, '/sign-in');
  await startConsoleSession(req, renewed);
  res.redirect(303, '/console/account?notice=passwordChanged');
}

async function draw(
  deps: AccountDeps,
  req: Request,
  res: Response,
  drawing: { values?: Record<string, string>; errors?: Record<string, string> } = {},
): Promise<void> {
  const { errors = {}, values } = drawing;
  if (Object.keys(errors).length > 0) res.status(422);
  const page = consolePage(req, res);
  const viewer = viewerOf(res);
  const drawn = deps.views.render('users/account', {
    page,
    viewer,
    asksForCurrent: asksForCurrent(deps, req, res),
    values: values ?? { name: viewer.name, language: page.language },
    errors,
    notice: noticeOf(req.query.notice, page.texts.users.notices),
  });
  res.type('html').send(drawn);
}
