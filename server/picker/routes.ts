/**
 * The picker of saved connections inside a builder's page. Its sessions are made through the API.
 *
 * GET  /picker.js, /picker.mjs, /picker.d.ts   what a builder's page loads
 * GET  /picker/{session}                       the page in the popup or frame
 *
 * and, with the session's token as `Authorization: Bearer`, for the page's script:
 * GET  /picker/{session}/options               what may be made here
 * GET  /picker/{session}/connections           a page of rows, ?q, ?cursor
 * POST /picker/{session}/connections           makes one; answers its row and the link to authorize it
 * GET  /picker/{session}/connections/{id}      one row, for who waits for BigCommerce
 * POST /picker/{session}/fix                   answers a link that authorizes one anew
 * POST /picker/{session}/token                 gives an API account a new access token, tested
 * POST /picker/{session}/choice                answers what the builder's page is told
 */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type AuthorizationLinks, authorizationLinkPath } from '../authorizations/links.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import { answerJson } from '../http/error-answers.ts';
import { only } from '../http/only.ts';
import { singleParameters } from '../http/query.ts';
import type { IClientStore } from '../iclients/store.ts';
import { textsFor } from '../language/language.ts';
import type { PickerSessionStore } from '../picker-sessions/store.ts';
import { clientFiles } from './client-files.ts';
import { appsFor, createConnection, creationSchema, mayCreate } from './create-connection.ts';
import {
  actingIn,
  languageOf,
  type Opened,
  type OpenedSessionDeps,
  openedOf,
  openSession,
  originOf,
} from './opened-session.ts';
import { type PickerPageDeps, showPicker } from './page.ts';
import { bodyOf, readJson } from './read-json.ts';
import { type RenewTokenDeps, renewalSchema, renewToken } from './renew-token.ts';
import { rowOf } from './row.ts';
import { findShown, listShown } from './shown-connections.ts';

export type PickerDeps = PickerPageDeps &
  OpenedSessionDeps &
  RenewTokenDeps & {
    authorizationLinks: Pick<AuthorizationLinks, 'makeLink'>;
    connections: Pick<ConnectionStore, 'list' | 'create' | 'change' | 'mendIn'>;
    iclients: Pick<IClientStore, 'list'>;
    pickerSessions: PickerSessionStore;
  };

const longestSearch = 200;
const choiceSchema = z.strictObject({ connectionId: z.string().max(100) });

export function pickerRoutes(deps: PickerDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.use(clientFiles());
  router.all('/picker/:session', only('GET'), showPicker(deps));
  router.use('/picker/:session', answerJson, openSession(deps));
  router.get('/picker/:session/options', (_req, res) => sendOptions(deps, res));
  router.get('/picker/:session/connections', (req, res) => sendPage(deps, req, res));
  router.get('/picker/:session/connections/:id', async (req, res) => {
    res.json(rowOf(await findShown(deps, openedOf(res), req.params.id)));
  });
  router.use('/picker/:session', readJson());
  router.post('/picker/:session/connections', (req, res) => create(deps, req, res));
  router.post('/picker/:session/fix', (req, res) => fix(deps, req, res));
  router.post('/picker/:session/token', (req, res) => renew(deps, req, res));
  router.post('/picker/:session/choice', (req, res) => choose(deps, req, res));
  return router;
}

async function sendOptions(deps: PickerDeps, res: Response): Promise<void> {
  const opened = openedOf(res);
  const allowCreate = mayCreate(opened);
  const apps = allowCreate ? await appsFor(deps, opened) : [];
  const { storeHash } = opened.session.filter;
  res.json({ allowCreate, storeHash, apps: apps.map(({ id, name }) => ({ id, name })) });
}

async function sendPage(deps: PickerDeps, req: Request, res: Response): Promise<void> {
  const { q, cursor } = singleParameters(req.query, ['q', 'cursor']);
  const search = { q: q?.slice(0, longestSearch), cursor };
  const { connections, nextCursor, tooMany } = await listShown(deps, openedOf(res), search);
  res.json({ connections: connections.map(rowOf), nextCursor, tooMany });
}

async function create(deps: PickerDeps, req: Request, res: Response): Promise<void> {
  const opened = openedOf(res);
  const texts = textsFor(languageOf(opened.session, req));
  const creation = bodyOf(req, creationSchema);
  const made = await createConnection(deps, opened, creation, texts, actingIn(opened, req));
  if ('errors' in made) return void res.status(422).json(made);
  res.status(201).json(await authorizable(deps, made, req, res));
}

async function fix(deps: PickerDeps, req: Request, res: Response): Promise<void> {
  const { connectionId } = bodyOf(req, choiceSchema);
  const connection = await findShown(deps, openedOf(res), connectionId);
  // Somebody else may have mended it meanwhile.
  if (connection.status === 'connected') return void res.json({ connection: rowOf(connection) });
  if (connection.kind !== 'app')
    throw new AppError('nothing_to_authorize', 'An API account has nothing to authorize.');
  res.json(await authorizable(deps, connection, req, res));
}

async function renew(deps: PickerDeps, req: Request, res: Response): Promise<void> {
  const opened = openedOf(res);
  const { connectionId, accessToken } = bodyOf(req, renewalSchema);
  const connection = await findShown(deps, opened, connectionId);
  const texts = textsFor(languageOf(opened.session, req));
  const by = actingIn(opened, req);
  const renewed = await renewToken(deps, connection, accessToken, texts, by);
  if ('errors' in renewed) return void res.status(422).json(renewed);
  await admit(deps, opened, renewed);
  res.json(rowOf(renewed));
}

async function admit(deps: PickerDeps, opened: Opened, connection: Connection): Promise<void> {
  await deps.connections.mendIn(originOf(opened), connection);
  await deps.pickerSessions.admit(opened.session.id, connection.id);
}

/** The row, and where a window of this browser has to go to authorize it. */
async function authorizable(deps: PickerDeps, connection: Connection, req: Request, res: Response) {
  const opened = openedOf(res);
  await admit(deps, opened, connection);
  const by = actingIn(opened, req);
  const token = await deps.authorizationLinks.makeLink({ connectionId: connection.id, by });
  return { connection: rowOf(connection), url: `${deps.publicUrl}${authorizationLinkPath(token)}` };
}

async function choose(deps: PickerDeps, req: Request, res: Response): Promise<void> {
  const { connectionId } = bodyOf(req, choiceSchema);
  const { id, name, status, storeHash } = await findShown(deps, openedOf(res), connectionId);
  if (status !== 'connected')
    throw new AppError('connection_not_connected', `The connection is ${status}.`);
  res.json({ connectionId: id, name, storeHash });
}
