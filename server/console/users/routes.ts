/**
 * The users of the console, for admins.
 *
 * GET  /console/users               the list, invitations that wait, and the form to invite somebody
 * POST /console/users               makes an invitation and shows its link, once
 * POST /console/users/invitations/renew     {email} another link in place of the one that waits
 * POST /console/users/invitations/withdraw  {email}
 * POST /console/users/{id}/role     changes a role
 * POST /console/users/{id}/delete   deletes a user
 * POST /console/users/{id}/sign-in-link     shows a link that signs a user in, once
 */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type Access, actorOf, consolePage, viewerOf } from '../../access/access.ts';
import { emailField, nameField } from '../../access/person-forms.ts';
import { AppError } from '../../errors.ts';
import { fieldErrors, refuseFields, refuseUnknownFields, typedIn } from '../../http/form-fields.ts';
import { noticeOf } from '../../http/notices.ts';
import { only } from '../../http/only.ts';
import type { Views } from '../../http/views.ts';
import type { Texts } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import type { UserStore } from '../../users/store.ts';
import { roles } from '../../users/user.ts';

export type UsersDeps = { access: Access; users: UserStore; views: Views; publicUrl: string };

const inviteForm = z.strictObject({
  _token: z.string().optional(),
  email: emailField,
  name: nameField,
  role: z.enum(roles),
});
const waitingForm = z.strictObject({ _token: z.string().optional(), email: z.string().max(254) });
const roleForm = z.strictObject({ _token: z.string().optional(), role: z.enum(roles) });

export function userRoutes(deps: UsersDeps): Router {
  const { access, users } = deps;
  const router = Router();
  router.all('/console/users', only('GET', 'POST'), access.role('admin'));
  router.get('/console/users', (req, res) => draw(deps, req, res, {}));
  router.post('/console/users', (req, res) => invite(deps, req, res));

  const ofInvitation = (path: string, change: typeof renew) =>
    router.all(
      `/console/users/invitations/${path}`,
      only('POST'),
      access.role('admin'),
      (req, res) => change(deps, req, res),
    );
  ofInvitation('renew', renew);
  ofInvitation('withdraw', withdraw);

  router.all('/console/users/:id/role', only('POST'), access.role('admin'), async (req, res) => {
    const { role } = readOwn(roleForm, req.body);
    await users.change(String(req.params.id), { role }, actorOf(req, res));
    res.redirect(303, '/console/users?notice=changed');
  });
  router.all('/console/users/:id/delete', only('POST'), access.role('admin'), async (req, res) => {
    refuseFields(req.body);
    await users.delete(String(req.params.id), actorOf(req, res));
    res.redirect(303, '/console/users?notice=deleted');
  });
  router.all(
    '/console/users/:id/sign-in-link',
    only('POST'),
    access.role('admin'),
    (req: Request<{ id: string }>, res) => makeSignInLink(deps, req, res),
  );
  return router;
}

async function invite(deps: UsersDeps, req: Request, res: Response): Promise<void> {
  const texts = consolePage(req, res).texts.users;
  const values = typedIn(req.body, ['email', 'name', 'role']);
  const form = inviteForm.safeParse(req.body);
  if (!form.success)
    return draw(deps, req, res, { values, errors: fieldErrors(form.error, texts.errors) });
  const { email, name, role } = form.data;
  try {
    const token = await deps.users.invite({ email, name, role }, actorOf(req, res));
    await draw(deps, req, res, { invited: { email, link: joinLink(deps, token) } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'user_exists') throw error;
    await draw(deps, req, res, { values, errors: { email: texts.errors.exists } });
  }
}

async function renew(deps: UsersDeps, req: Request, res: Response): Promise<void> {
  const { email } = readOwn(waitingForm, req.body);
  const renewed = await deps.users.renewInvitation(email, actorOf(req, res));
  if (!renewed) return res.redirect(303, '/console/users?notice=invitationGone');
  const { person, token } = renewed;
  await draw(deps, req, res, { invited: { email: person.email, link: joinLink(deps, token) } });
}

async function withdraw(deps: UsersDeps, req: Request, res: Response): Promise<void> {
  const { email } = readOwn(waitingForm, req.body);
  const wasWaiting = await deps.users.withdrawInvitation(email, actorOf(req, res));
  const notice = wasWaiting ? 'invitationWithdrawn' : 'invitationGone';
  res.redirect(303, `/console/users?notice=${notice}`);
}

/** For others: whoever asks is signed in, and their session shall not outlive itself by a link. */
async function makeSignInLink(
  deps: UsersDeps,
  req: Request<{ id: string }>,
  res: Response,
): Promise<void> {
  refuseFields(req.body);
  if (req.params.id === viewerOf(res).id)
    throw new AppError('form_refused', 'Nobody makes a sign-in link for themselves.');
  const user = await deps.users.find(req.params.id);
  if (!user) throw new AppError('user_unknown', 'No user has this id.');
  const token = await deps.users.makeSignInLink(user.id, { by: actorOf(req, res) });
  const link = `${deps.publicUrl}/sign-in/link?token=${token}`;
  await draw(deps, req, res, { signInLink: { email: user.email, link } });
}

/** A form that people do not fill in. @throws AppError `form_refused`, `parameter_invalid` */
function readOwn<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const form = schema.safeParse(body);
  if (form.success) return form.data;
  refuseUnknownFields(form.error);
  throw new AppError('form_refused', 'The form is not ours.');
}

function joinLink({ publicUrl }: UsersDeps, token: string): string {
  return `${publicUrl}/join?token=${token}`;
}

/** What was done, or that nothing was. */
function noticeIn(notice: unknown, texts: Texts) {
  const text = noticeOf(notice, texts.users.notices);
  return text && { kind: notice === 'invitationGone' ? 'warning' : 'success', text };
}

type Drawing = {
  values?: Record<string, string>;
  errors?: Record<string, string>;
  invited?: { email: string; link: string };
  signInLink?: { email: string; link: string };
};

async function draw(deps: UsersDeps, req: Request, res: Response, drawing: Drawing): Promise<void> {
  const { errors = {}, values = {}, invited, signInLink } = drawing;
  if (Object.keys(errors).length > 0) res.status(422);
  const page = consolePage(req, res, 'users');
  const [users, waiting] = await Promise.all([deps.users.list(), deps.users.waitingInvitations()]);
  const admins = users.filter(({ role }) => role === 'admin');
  const moment = momentsIn(page.language);
  const drawn = deps.views.render('users/users', {
    page,
    users: users.map((user) => ({
      ...user,
      lastSignedIn: moment(user.lastSignedInAt),
      isOnlyAdmin: user.role === 'admin' && admins.length === 1,
    })),
    waiting: waiting.map((each) => ({ ...each, until: moment(each.until) })),
    viewer: viewerOf(res),
    values,
    errors,
    invited,
    signInLink,
    notice: noticeIn(req.query.notice, page.texts),
  });
  res.type('html').send(drawn);
}
