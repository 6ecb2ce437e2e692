/**
 * The users of the console, for admins.
 *
 * GET  /console/users               the list, and the form to invite somebody
 * POST /console/users               makes an invitation and shows its link, once
 * POST /console/users/{id}/role     changes a role
 * POST /console/users/{id}/delete   deletes a user
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
const roleForm = z.strictObject({ _token: z.string().optional(), role: z.enum(roles) });

export function userRoutes(deps: UsersDeps): Router {
  const { access, users } = deps;
  const router = Router();
  router.all('/console/users', only('GET', 'POST'), access.role('admin'));
  router.get('/console/users', (req, res) => draw(deps, req, res, {}));
  router.post('/console/users', (req, res) => invite(deps, req, res));

  router.all('/console/users/:id/role', only('POST'), access.role('admin'), async (req, res) => {
    const form = roleForm.safeParse(req.body);
    if (!form.success) {
      refuseUnknownFields(form.error);
      throw new AppError('form_refused', 'The form is not ours.');
    }
    await users.change(String(req.params.id), { role: form.data.role }, actorOf(req, res));
    res.redirect(303, '/console/users?notice=changed');
  });
  router.all('/console/users/:id/delete', only('POST'), access.role('admin'), async (req, res) => {
    refuseFields(req.body);
    await users.delete(String(req.params.id), actorOf(req, res));
    res.redirect(303, '/console/users?notice=deleted');
  });
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
    const link = `${deps.publicUrl}/join?token=${token}`;
    await draw(deps, req, res, { invited: { email, link } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'user_exists') throw error;
    await draw(deps, req, res, { values, errors: { email: texts.errors.exists } });
  }
}

type Drawing = {
  values?: Record<string, string>;
  errors?: Record<string, string>;
  invited?: { email: string; link: string };
};

async function draw(deps: UsersDeps, req: Request, res: Response, drawing: Drawing): Promise<void> {
  const { errors = {}, values = {}, invited } = drawing;
  if (Object.keys(errors).length > 0) res.status(422);
  const page = consolePage(req, res, 'users');
  const users = await deps.users.list();
  const admins = users.filter(({ role }) => role === 'admin');
  const moment = momentsIn(page.language);
  const drawn = deps.views.render('users/users', {
    page,
    users: users.map((user) => ({
      ...user,
      lastSignedIn: moment(user.lastSignedInAt),
      isOnlyAdmin: user.role === 'admin' && admins.length === 1,
    })),
    viewer: viewerOf(res),
    values,
    errors,
    invited,
    notice: noticeOf(req.query.notice, page.texts.users.notices),
  });
  res.type('html').send(drawn);
}
