/**
 * The console's pages of connections. Everybody who is signed in reads; builders change.
 *
 * GET      /console                                leads to the list
 * GET      /console/connections                    the list
 * GET      /console/connections/new                app or API account? ?company is handed on to the forms
 * GET POST /console/connections/new/app            (field then=authorize goes on to BigCommerce)
 * GET POST /console/connections/new/api-account    (field then=test|save)
 * GET      /console/connections/lenders?store      JSON: who may lend concurrency to that store
 * GET      /console/connections/:id
 * POST     /console/connections/:id/test           (told scope by scope to who accepts application/x-ndjson)
 * GET POST /console/connections/:id/edit
 * GET POST /console/connections/:id/disconnect
 * GET POST /console/connections/:id/delete
 */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { consolePage } from '../../access/access.ts';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import { AppError } from '../../errors.ts';
import { only } from '../../http/only.ts';
import { singleParameters } from '../../http/query.ts';
import type { ConnectionPagesDeps, Page, PageOfOne } from './deps.ts';
import { showConnection } from './detail.ts';
import { askEdit, saveEdit } from './edit.ts';
import { askDelete, askDisconnect, deleteConnection, disconnect } from './endings.ts';
import { showList } from './list.ts';
import { askNewApiAccount, saveNewApiAccount } from './new-api-account.ts';
import { askNewApp, saveNewApp } from './new-app.ts';
import { testNow } from './test-now.ts';
import { listPath } from './words.ts';

export function consoleConnectionRoutes(deps: ConnectionPagesDeps): Router {
  const router = Router({ caseSensitive: true });
  const builder = deps.access.role('builder');
  const page =
    (show: Page): RequestHandler =>
    (req, res) =>
      show(deps, req, res);
  const pageOfOne =
    (show: PageOfOne): RequestHandler =>
    async (req, res) => {
      const connection = await deps.connections.find(String(req.params.id));
      if (!connection) throw new AppError('connection_unknown', 'There is no such connection.');
      await show(deps, connection, req, res);
    };
  const form = (path: string, ask: RequestHandler, save: RequestHandler) =>
    router.route(path).get(builder, ask).post(builder, save).all(only('GET', 'POST'));

  router.get('/console', (_req, res) => res.redirect(303, listPath));
  router.all('/console', only('GET'));
  router.route(listPath).get(page(showList)).all(only('GET'));
  router.route(`${listPath}/new`).get(builder, page(chooseKind)).all(only('GET'));
  form(`${listPath}/new/app`, page(askNewApp), page(saveNewApp));
  form(`${listPath}/new/api-account`, page(askNewApiAccount), page(saveNewApiAccount));
  router.route(`${listPath}/lenders`).get(builder, page(listLenders)).all(only('GET'));

  const one = `${listPath}/:id`;
  router.route(one).get(pageOfOne(showConnection)).all(only('GET'));
  router.route(`${one}/test`).post(builder, pageOfOne(testNow)).all(only('POST'));
  form(`${one}/edit`, pageOfOne(askEdit), pageOfOne(saveEdit));
  form(`${one}/disconnect`, pageOfOne(askDisconnect), pageOfOne(disconnect));
  form(`${one}/delete`, pageOfOne(askDelete), pageOfOne(deleteConnection));
  return router;
}

function chooseKind(deps: ConnectionPagesDeps, req: Request, res: Response): void {
  const { company } = singleParameters(req.query, ['company']);
  const query = company === undefined ? '' : `?company=${encodeURIComponent(company)}`;
  const view = { page: consolePage(req, res, 'connections'), query };
  res.type('html').send(deps.views.render('connections/new', view));
}

/** For the form, once its store is known. */
async function listLenders(deps: ConnectionPagesDeps, req: Request, res: Response): Promise<void> {
  const { store = '' } = singleParameters(req.query, ['store']);
  const found = parseStoreAddress(store);
  const lenders = found.ok ? await deps.connections.lendersFor(found.storeHash) : [];
  res.json(lenders.map(({ id, name }) => ({ id, name })));
}
