/**
 * The REST API for builders' programs, in front of which stands an API key.
 *
 * /api/v1/…              the endpoints of routes/index.ts
 * /api/v1/openapi.json   their description (OpenAPI 3.1), for everybody
 * /api/docs              the same for people to read
 */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { apiAccess, apiActorOf, apiKeyOf } from '../access/api-access.ts';
import { AppError } from '../errors.ts';
import { answerJson } from '../http/error-answers.ts';
import { only } from '../http/only.ts';
import type { ApiRoutesDeps } from './deps.ts';
import { docsPage } from './docs/docs-page.ts';
import { carryOutOnce } from './idempotency/carry-out-once.ts';
import type { KeptAnswer } from './idempotency/idempotent-requests.ts';
import { openApiDocument } from './openapi/document.ts';
import { jsonOf, readBytes } from './read-body.ts';
import { type Answer, type ApiRoute, takesBody } from './route.ts';
import { apiTable } from './routes/index.ts';

export function apiRoutes(deps: ApiRoutesDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const document = openApiDocument(deps.publicUrl, apiTable);
  const docs = docsPage(deps.views, document);
  router.all('/api/docs', only('GET'), (_req, res) => void res.type('html').send(docs));
  router.use('/api/v1', endpoints(deps, document));
  router.use('/api', answerJson, () => {
    throw new AppError('endpoint_unknown', 'The API has nothing at this path.');
  });
  return router;
}

function endpoints(deps: ApiRoutesDeps, document: object): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const access = apiAccess(deps.keyRing);
  const bytes = readBytes();
  router.use(answerJson);
  router.all('/openapi.json', only('GET'), (_req, res) => void res.json(document));
  router.use(access.signedIn);
  for (const [path, routes] of byPath(apiTable)) {
    const mounted = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const route of routes)
      mounted[route.method](
        access.permission(route.permission),
        reachGuard(route),
        ...(takesBody(route) ? [bytes] : []),
        (req, res) => handle(deps, route, req, res),
      );
    mounted.all(only(...routes.map(({ method }) => methodNames[method])));
  }
  return router;
}

const methodNames = { get: 'GET', post: 'POST', patch: 'PATCH', delete: 'DELETE' } as const;

/** Paths without parameters first, so that `/connections/test` names no connection. */
function byPath(table: readonly ApiRoute[]): [string, ApiRoute[]][] {
  const groups = new Map<string, ApiRoute[]>();
  for (const route of table) groups.set(route.path, [...(groups.get(route.path) ?? []), route]);
  return [...groups].sort(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')));
}

function reachGuard({ unlimitedKeysOnly }: ApiRoute): RequestHandler {
  return (_req, res, next) => {
    if (unlimitedKeysOnly && apiKeyOf(res).connectionIds !== undefined)
      throw new AppError('key_limited', 'The API key is limited to some connections.');
    next();
  };
}

async function handle(
  deps: ApiRoutesDeps,
  route: ApiRoute,
  req: Request,
  res: Response,
): Promise<void> {
  const { params, query } = req;
  const act = route.read({ params: { ...params }, query: { ...query }, body: jsonOf(req) });
  const caller = { apiKey: apiKeyOf(res), by: apiActorOf(req, res) };
  const carryOut = async () => asSent(await act(deps, caller));
  const { status, headers, body } =
    route.method === 'post'
      ? await carryOutOnce(deps.idempotentRequests, carryOut, req, res)
      : await carryOut();
  res.status(status).set(headers).send(body);
}

function asSent({ status, headers = {}, body, usableMs }: Answer): KeptAnswer {
  if (body === undefined) return { status, headers, body: '' };
  const type = { 'Content-Type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body), usableMs };
}
