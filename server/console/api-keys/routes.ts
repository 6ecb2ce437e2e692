/**
 * The API keys of builders' programs, for admins.
 *
 * GET       /console/api-keys               the list
 * POST      /console/api-keys               makes a key and shows it, in this answer and nowhere else
 * GET       /console/api-keys/new           the empty form
 * GET       /console/api-keys/connections   JSON: names of connections that match `q`, for the form
 * GET, POST /console/api-keys/{id}/revoke   asks; revokes
 */
import { type Request, type Response, Router } from 'express';
import { type Access, actorOf, consolePage } from '../../access/access.ts';
import type { ApiKey } from '../../api-keys/api-key.ts';
import type { NewApiKey } from '../../api-keys/store.ts';
import { AppError } from '../../errors.ts';
import { refuseFields } from '../../http/form-fields.ts';
import { only } from '../../http/only.ts';
import { singleParameters } from '../../http/query.ts';
import { type ApiKeyForm, noValues, readForm } from './form.ts';
import {
  type ApiKeyPagesDeps,
  apiKeysPath,
  formPage,
  listPage,
  madePage,
  revokingPage,
} from './pages.ts';

export type ApiKeyRoutesDeps = ApiKeyPagesDeps & { access: Access };

const connectionsOffered = 10;

export function consoleApiKeyRoutes(deps: ApiKeyRoutesDeps): Router {
  const router = Router();
  const admin = deps.access.role('admin');
  const revoking = `${apiKeysPath}/:id/revoke`;

  router.all(apiKeysPath, only('GET', 'POST'), admin);
  router.get(apiKeysPath, async (req, res) => show(res, await listPage(deps, req, res)));
  router.post(apiKeysPath, (req, res) => create(deps, req, res));

  router.all(`${apiKeysPath}/new`, only('GET'), admin, (req, res) =>
    show(res, formPage(deps, req, res, { values: noValues, errors: [] })),
  );

  router.all(`${apiKeysPath}/connections`, only('GET'), admin, async (req, res) => {
    const { q = '' } = singleParameters(req.query, ['q']);
    const query = { sort: 'name', q, limit: connectionsOffered } as const;
    const { connections } = await deps.connections.list(query);
    res.json({ names: connections.map(({ name }) => name) });
  });

  router.all(revoking, only('GET', 'POST'), admin);
  router.get(revoking, async (req, res) =>
    show(res, revokingPage(deps, req, res, await named(deps, req))),
  );
  router.post(revoking, async (req, res) => {
    refuseFields(req.body);
    await deps.apiKeys.revoke(String(req.params.id), actorOf(req, res));
    res.redirect(303, `${apiKeysPath}?notice=revoked`);
  });
  return router;
}

async function create(deps: ApiKeyPagesDeps, req: Request, res: Response): Promise<void> {
  const { apiKeys } = consolePage(req, res).texts;
  const { draft, ...form } = await readForm(deps.connections, req.body, apiKeys);
  if (!draft) return show(res.status(422), formPage(deps, req, res, form));
  const made = await makeOnce(deps, draft, form, req, res);
  if (made) show(res, madePage(deps, req, res, made));
}

/** Shows the form again, with what it has made, when it was sent before. */
async function makeOnce(
  deps: ApiKeyPagesDeps,
  draft: NewApiKey,
  form: Pick<ApiKeyForm, 'values' | 'errors'>,
  req: Request,
  res: Response,
): Promise<{ apiKey: ApiKey; key: string } | undefined> {
  try {
    return await deps.apiKeys.create(draft, actorOf(req, res));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'api_key_made_before') throw error;
    const before = await deps.apiKeys.find(String(error.details.apiKeyId));
    show(res.status(error.status), formPage(deps, req, res, form, before ?? null));
    return undefined;
  }
}

async function named({ apiKeys }: ApiKeyPagesDeps, req: Request): Promise<ApiKey> {
  const apiKey = await apiKeys.find(String(req.params.id));
  if (!apiKey) throw new AppError('api_key_unknown', 'There is no such API key.');
  return apiKey;
}

function show(res: Response, html: string): void {
  res.type('html').send(html);
}
