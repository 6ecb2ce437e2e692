/**
 * Pages behind one-time links. Opening one changes nothing, since mail programs open links, too. Who comes
 * in by a sign-in link has forgotten their password, so that link leads to where a new one is set.
 */
import { type Request, type Response, Router } from 'express';
import type { ZodError } from 'zod';
import { consolePage } from '../access/access.ts';
import { tokenField } from '../access/person-forms.ts';
import { AppError } from '../errors.ts';
import { fieldErrors, refuseUnknownFields, typedIn } from '../http/form-fields.ts';
import { only } from '../http/only.ts';
import { expectValid } from '../users/one-time-links.ts';
import type { SignIn } from '../users/sign-ins.ts';
import { enterConsole } from './enter-console.ts';
import { drawForm, firstAdminForm, joinForm, linkForm } from './forms.ts';
import type { SignInDeps } from './routes.ts';

/** As long as the link itself works. */
const newPasswordMs = 15 * 60_000;

export function linkRoutes({ access, users, views, now }: SignInDeps, home: string): Router {
  const router = Router();
  router.all(['/join', '/first-admin', '/sign-in/link'], only('GET', 'POST'), ...access.anyone);
  const enter = async (req: Request, res: Response, signedIn: SignIn | undefined) => {
    await enterConsole(req, res, expectValid(signedIn));
    res.redirect(303, home);
  };

  const drawJoin = async (
    req: Request,
    res: Response,
    values: Record<string, string>,
    errors = {},
  ) => {
    const invitation = expectValid(await users.invitation(values.token ?? ''));
    drawForm(views, req, res, 'join', { values, errors, invitation });
  };
  router.get('/join', (req, res) => drawJoin(req, res, { token: tokenIn(req), name: '' }));
  router.post('/join', async (req, res) => {
    const form = joinForm.safeParse(req.body);
    if (!form.success) {
      const errors = errorsIn(form.error, req, res);
      return drawJoin(req, res, typedIn(req.body, ['token', 'name']), errors);
    }
    const { token, name, password } = form.data;
    const proven = await users.join(token, { name, password }, req.ip ?? '');
    await enter(req, res, await users.signIn(proven, req.ip ?? ''));
  });

  router.get('/first-admin', async (req, res) => {
    const token = tokenIn(req);
    expectValid((await users.opensFirstAdmin(token)) || undefined);
    drawForm(views, req, res, 'first-admin', { values: { token } });
  });
  router.post('/first-admin', async (req, res) => {
    const form = firstAdminForm.safeParse(req.body);
    if (!form.success) {
      const errors = errorsIn(form.error, req, res);
      const values = typedIn(req.body, ['token', 'email', 'name']);
      return drawForm(views, req, res, 'first-admin', { values, errors });
    }
    const { token, email, name, password } = form.data;
    const proven = await users.createFirstAdmin(token, { email, name, password }, req.ip ?? '');
    await enter(req, res, await users.signIn(proven, req.ip ?? ''));
  });

  router.get('/sign-in/link', async (req, res) => {
    const token = tokenIn(req);
    const user = expectValid(await users.userOfSignInLink(token));
    drawForm(views, req, res, 'link', { values: { token }, who: user.name || user.email });
  });
  router.post('/sign-in/link', async (req, res) => {
    const form = linkForm.safeParse(req.body);
    if (!form.success) {
      refuseUnknownFields(form.error);
      throw new AppError('link_invalid', 'The token has not our form.');
    }
    const signedIn = await users.signInByLink(form.data.token, req.ip ?? '');
    await enterConsole(req, res, { ...signedIn, newPasswordUntil: now() + newPasswordMs });
    const user = await users.find(signedIn.userId);
    res.redirect(303, user?.hasPassword ? '/console/account?notice=cameByLink' : home);
  });
  return router;
}

/** @throws AppError `link_invalid` for a token that is none of ours, and those of `fieldErrors` */
function errorsIn(error: ZodError, req: Request, res: Response): Record<string, string> {
  const { errors } = consolePage(req, res).texts.signIn;
  return fieldErrors(error, errors, { token: 'link_invalid' });
}

/** @throws AppError `link_invalid` */
function tokenIn(req: Request): string {
  const token = tokenField.safeParse(req.query.token);
  if (!token.success) throw new AppError('link_invalid', 'The token has not our form.');
  return token.data;
}
