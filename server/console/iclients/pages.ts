/** Draws the pages of iClients. */
import type { Request, Response } from 'express';
import { consolePage } from '../../access/access.ts';
import { describeScopes, unknownScopes } from '../../bigcommerce/scopes.ts';
import { noticeOf } from '../../http/notices.ts';
import { callbackKinds, callbackUrl } from '../../iclients/callback-urls.ts';
import { type IClient, isFromEnvironment } from '../../iclients/iclient.ts';
import type { Texts } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import { scopePickerView } from '../scope-picker/scope-picker.ts';
import type { IClientPagesDeps } from './deps.ts';
import type { IClientForm } from './form.ts';

export const iclientsPath = '/console/iclients';
const connectionsNamed = 20;
const shortCounted = 100;

export function iclientPath(id: string): string {
  return `${iclientsPath}/${encodeURIComponent(id)}`;
}

export async function listPage(
  deps: IClientPagesDeps,
  req: Request,
  res: Response,
): Promise<string> {
  const page = consolePage(req, res, 'iclients');
  const iclients = await deps.iclients.list();
  const counts = await Promise.all(iclients.map(({ id }) => deps.connections.countOfIClient(id)));
  const moment = momentsIn(page.language);
  const rows = iclients.map((iclient, index) => ({
    ...linkTo(iclient),
    clientId: iclient.clientId,
    fromEnvironment: isFromEnvironment(iclient),
    connections: counts[index] ?? 0,
    updated: moment(iclient.updatedAt),
  }));
  return deps.views.render('iclients/list', {
    page,
    rows,
    notice: noticeIn(req, page.texts),
    newPath: `${iclientsPath}/new`,
  });
}

export async function detailPage(
  deps: IClientPagesDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<string> {
  const page = consolePage(req, res, 'iclients');
  const { createdAt, updatedAt } = iclient;
  const moment = momentsIn(page.language);
  return deps.views.render('iclients/detail', {
    page,
    iclient,
    path: iclientPath(iclient.id),
    listPath: iclientsPath,
    fromEnvironment: isFromEnvironment(iclient),
    notice: noticeIn(req, page.texts),
    callbacks: callbackKinds.map((kind) => ({
      kind,
      url: callbackUrl(deps.publicUrl, iclient, kind),
    })),
    scopes: describeScopes(iclient.scopes, page.language),
    unknownScopes: unknownScopes(iclient.scopes),
    connections: await usedBy(deps, iclient),
    created: moment(createdAt),
    updated: moment(updatedAt),
  });
}

/** The form to make an iClient, or to change the given one. */
export function formPage(
  deps: IClientPagesDeps,
  req: Request,
  res: Response,
  { values, errors }: Pick<IClientForm, 'values' | 'errors'>,
  iclient?: IClient,
): string {
  const page = consolePage(req, res, 'iclients');
  return deps.views.render('iclients/form', {
    page,
    iclient: iclient && { ...linkTo(iclient), updatedAt: iclient.updatedAt },
    action: iclient ? iclientPath(iclient.id) : iclientsPath,
    back: iclient ? iclientPath(iclient.id) : iclientsPath,
    fromEnvironment: iclient !== undefined && isFromEnvironment(iclient),
    ownCallback: iclient && callbackUrl(deps.publicUrl, iclient, 'auth'),
    values,
    errors,
    errorOf: (name: string) =>
      errors
        .filter((error) => error.name === name)
        .map(({ message }) => message)
        .join(' ') || undefined,
    picker: scopePickerView(page.language, values.scopes),
  });
}

export async function deletePage(
  deps: IClientPagesDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<string> {
  return deps.views.render('iclients/delete', {
    page: consolePage(req, res, 'iclients'),
    iclient,
    path: iclientPath(iclient.id),
    fromEnvironment: isFromEnvironment(iclient),
    connections: await usedBy(deps, iclient),
  });
}

/** How many of its connections need to be authorized again, counted as far as 100. */
export async function shortConnections(deps: IClientPagesDeps, iclientId: string): Promise<number> {
  const status = 'needs_reauthorization';
  const query = { sort: 'name', status, iclientId, limit: shortCounted } as const;
  const { connections } = await deps.connections.list(query);
  return connections.length;
}

async function usedBy({ connections }: IClientPagesDeps, { id }: IClient) {
  const [count, first] = await Promise.all([
    connections.countOfIClient(id),
    connections.ofIClient(id, connectionsNamed),
  ]);
  return {
    count,
    more: Math.max(0, count - first.length),
    allPath: `/console/connections?iclient=${encodeURIComponent(id)}`,
    named: first.map((connection) => ({
      name: connection.name,
      path: `/console/connections/${encodeURIComponent(connection.id)}`,
    })),
  };
}

function linkTo({ id, name }: IClient) {
  return { name, path: iclientPath(id) };
}

function noticeIn(req: Request, { iclients }: Texts) {
  const { notice, short } = req.query;
  if (notice === 'scopes_changed') {
    const count = typeof short === 'string' && /^\d{1,3}$/.test(short) ? Number(short) : 0;
    return { heading: iclients.notices.changed, text: iclients.shortNow(count, shortCounted) };
  }
  const heading = noticeOf(notice, iclients.notices);
  return heading && { heading, text: notice === 'created' ? iclients.registerNow : '' };
}
