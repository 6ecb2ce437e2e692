/**
 * The pages of iClients, /console/iclients. Every signed-in user reads them; admins change.
 *
 *   /console/iclients                list; POST makes one
 *   /console/iclients/new            the empty form
 *   /console/iclients/{id}           one with its callback URLs; POST changes it
 *   /console/iclients/{id}/edit      its form
 *   /console/iclients/{id}/delete    what deleting means; POST deletes
 */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import { deleteIClient } from '../../callback-tests/delete-iclient.ts';
import { AppError } from '../../errors.ts';
import { type FieldError, refuseFields } from '../../http/form-fields.ts';
import { only } from '../../http/only.ts';
import { type IClient, isFromEnvironment } from '../../iclients/iclient.ts';
import type { Texts } from '../../language/language.ts';
import { wantsPreset } from '../scope-picker/scope-picker.ts';
import type { IClientPagesDeps } from './deps.ts';
import {
  type IClientForm,
  noValues,
  readChangedIClient,
  readDefaultIClient,
  readNewIClient,
  valuesOf,
  whitelistEntries,
} from './form.ts';
import {
  deletePage,
  detailPage,
  formPage,
  iclientPath,
  iclientsPath,
  listPage,
  shortConnections,
} from './pages.ts';

export function consoleIClientRoutes(deps: IClientPagesDeps): Router {
  const router = Router();
  const admin = deps.access.role('admin');
  const one = `${iclientsPath}/:id`;
  const withIClient =
    (handle: Handler): RequestHandler =>
    async (req, res) =>
      handle(deps, await named(deps, req), req, res);

  router.get(iclientsPath, async (req, res) => show(res, await listPage(deps, req, res)));
  router.post(iclientsPath, admin, (req, res) => create(deps, req, res));
  router.get(`${iclientsPath}/new`, admin, (req, res) =>
    show(res, formPage(deps, req, res, { values: noValues, errors: [] })),
  );
  router.get(`${one}/edit`, admin, withIClient(edit));
  // Before the routes that would take "new" for an id.
  router.all([`${iclientsPath}/new`, `${one}/edit`], only('GET'));
  router.get(`${one}/delete`, admin, withIClient(askDelete));
  router.post(`${one}/delete`, admin, withIClient(remove));
  router.get(one, withIClient(detail));
  router.post(one, admin, withIClient(change));

  router.all([iclientsPath, one, `${one}/delete`], only('GET', 'POST'));
  return router;
}

/** Thousands of connections take longer; the page says so until they are done. */
const recheckWaitMs = 2_000;

type Handler = (
  deps: IClientPagesDeps,
  iclient: IClient,
  req: Request,
  res: Response,
) => void | Promise<void>;

const detail: Handler = async (deps, iclient, req, res) =>
  show(res, await detailPage(deps, iclient, req, res));

const edit: Handler = (deps, iclient, req, res) =>
  show(res, formPage(deps, req, res, { values: valuesOf(iclient), errors: [] }, iclient));

const askDelete: Handler = async (deps, iclient, req, res) =>
  show(res, await deletePage(deps, iclient, req, res));

async function create(deps: IClientPagesDeps, req: Request, res: Response): Promise<void> {
  const { texts } = consolePage(req, res);
  const form = readNewIClient(req.body, texts);
  if (!accepted(deps, form, req, res)) return;
  const { name, clientId, accountUuid, scopes } = form.values;
  const draft = { name, clientId, accountUuid: accountUuid || undefined, scopes };
  const saved = await unlessTaken(deps, form, req, res, () =>
    deps.iclients.create({ ...draft, clientSecret: form.clientSecret }, actorOf(req, res)),
  );
  if (saved) res.redirect(303, `${iclientPath(saved.id)}?notice=created`);
}

const change: Handler = async (deps, iclient, req, res) => {
  const { texts } = consolePage(req, res);
  const fixed = isFromEnvironment(iclient);
  const read = fixed ? readDefaultIClient : readChangedIClient;
  const form = read(req.body, iclient, texts);
  if (!accepted(deps, form, req, res, iclient)) return;
  const { name, clientId, accountUuid, scopes } = form.values;
  const whitelist = whitelistEntries(form.values.whitelist);
  const own = { name, clientId, accountUuid: accountUuid || undefined, scopes };
  const secret = form.clientSecret === '' ? {} : { clientSecret: form.clientSecret };
  const saved = await unlessTaken(
    deps,
    form,
    req,
    res,
    () =>
      deps.iclients.change(
        iclient.id,
        fixed ? { whitelist } : { ...own, ...secret, whitelist },
        actorOf(req, res),
      ),
    iclient,
  );
  if (!saved) return;
  if (sameScopes(iclient.scopes, saved.scopes))
    return res.redirect(303, `${iclientPath(saved.id)}?notice=changed`);
  await deps.scopeRechecks.run(recheckWaitMs);
  const short = await shortConnections(deps, saved.id);
  res.redirect(303, `${iclientPath(saved.id)}?notice=scopes_changed&short=${short}`);
};

const remove: Handler = async (deps, iclient, req, res) => {
  refuseFields(req.body);
  try {
    await deleteIClient(deps, iclient.id, actorOf(req, res));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'iclient_in_use') throw error;
    return show(res.status(error.status), await deletePage(deps, iclient, req, res));
  }
  res.redirect(303, `${iclientsPath}?notice=deleted`);
};

/** Shows the form again when it has errors, or when a preset's button sent it. */
function accepted(
  deps: IClientPagesDeps,
  form: IClientForm,
  req: Request,
  res: Response,
  iclient?: IClient,
): boolean {
  const { texts } = consolePage(req, res);
  if (wantsPreset(req.body)) {
    const { changedMeanwhile } = texts.iclients.errors;
    const stale = form.errors.filter(({ message }) => message === changedMeanwhile);
    const errors = [...stale, ...secretAgain(form, [], texts)];
    show(res, formPage(deps, req, res, { values: form.values, errors }, iclient));
    return false;
  }
  if (form.errors.length === 0) return true;
  const errors = [...form.errors, ...secretAgain(form, form.errors, texts)];
  show(res.status(422), formPage(deps, req, res, { values: form.values, errors }, iclient));
  return false;
}

/** The secret is never sent back, so one that was typed well has to be typed again. */
function secretAgain(form: IClientForm, errors: FieldError[], { iclients }: Texts): FieldError[] {
  if (form.clientSecret === '' || errors.some(({ name }) => name === 'clientSecret')) return [];
  const { fields, errors: words } = iclients;
  return [{ name: 'clientSecret', label: fields.clientSecret, message: words.secretAgain }];
}

/** Answers what was saved; shows the form again when another iClient has the client id. */
async function unlessTaken(
  deps: IClientPagesDeps,
  form: IClientForm,
  req: Request,
  res: Response,
  save: () => Promise<IClient>,
  iclient?: IClient,
): Promise<IClient | undefined> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'client_id_taken') throw error;
    const { texts } = consolePage(req, res);
    const { fields, errors } = texts.iclients;
    const { iclientId } = error.details;
    const taken = {
      name: 'clientId',
      label: fields.clientId,
      message: errors.clientIdTaken,
      ...(typeof iclientId === 'string'
        ? { link: { href: iclientPath(iclientId), text: errors.otherIClient } }
        : {}),
    };
    const refused = { values: form.values, errors: [taken, ...secretAgain(form, [taken], texts)] };
    show(res.status(error.status), formPage(deps, req, res, refused, iclient));
    return undefined;
  }
}

async function named({ iclients }: IClientPagesDeps, req: Request): Promise<IClient> {
  const id = String(req.params.id);
  const iclient = await iclients.find(id);
  if (!iclient) throw new AppError('iclient_unknown', 'There is no such iClient.');
  return iclient;
}

function sameScopes(before: string[], after: string[]): boolean {
  const kept = new Set(before);
  return kept.size === new Set(after).size && after.every((scope) => kept.has(scope));
}

function show(res: Response, html: string): void {
  res.type('html').send(html);
}
