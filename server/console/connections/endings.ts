/** Disconnecting and deleting a connection, each on a page of its own that says what it means. */
import type { Request, Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import type { Connection } from '../../connections/connection.ts';
import { AppError } from '../../errors.ts';
import type { ConnectionPagesDeps, PageOfOne } from './deps.ts';
import { readFields } from './forms.ts';
import { usedBy } from './used-by.ts';
import { connectionPath, listPath } from './words.ts';

/** GET /console/connections/:id/disconnect */
export const askDisconnect: PageOfOne = async (deps, connection, req, res) => {
  const page = consolePage(req, res, 'connections');
  const users = await usedBy(deps, connection);
  const view = { page, connection, path: connectionPath(connection.id), ...users };
  res.type('html').send(deps.views.render('connections/disconnect', view));
};

/** POST /console/connections/:id/disconnect */
export const disconnect: PageOfOne = async (deps, connection, req, res) => {
  readFields(req, []);
  await deps.connections.disconnect(connection.id, actorOf(req, res));
  res.redirect(303, `${connectionPath(connection.id)}?notice=disconnected`);
};

/** GET /console/connections/:id/delete */
export const askDelete: PageOfOne = async (deps, connection, req, res) => {
  await showDelete(deps, connection, req, res, undefined);
};

/** POST /console/connections/:id/delete, field `name`: the connection's name, as a confirmation */
export const deleteConnection: PageOfOne = async (deps, connection, req, res) => {
  const { name } = readFields(req, ['name']);
  if (name.trim() !== connection.name) {
    res.status(422);
    return showDelete(deps, connection, req, res, name);
  }
  try {
    await deps.connections.delete(connection.id, actorOf(req, res));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'lends_concurrency') throw error;
    res.status(409);
    return showDelete(deps, connection, req, res, undefined);
  }
  res.redirect(303, `${listPath}?notice=deleted`);
};

/** @param typed the name that was typed and is not the connection's */
async function showDelete(
  deps: ConnectionPagesDeps,
  connection: Connection,
  req: Request,
  res: Response,
  typed: string | undefined,
): Promise<void> {
  const page = consolePage(req, res, 'connections');
  const words = page.texts.connections.remove;
  const errors =
    typed === undefined ? [] : [{ name: 'name', label: words.typeName, message: words.wrongName }];
  res.type('html').send(
    deps.views.render('connections/delete', {
      page,
      connection,
      path: connectionPath(connection.id),
      ...(await usedBy(deps, connection)),
      typed: typed ?? '',
      errors,
    }),
  );
}
