/** Draws the pages of API keys. */
import type { Request, Response } from 'express';
import { consolePage } from '../../access/access.ts';
import { type ApiKey, allows } from '../../api-keys/api-key.ts';
import { permissions } from '../../api-keys/permissions.ts';
import type { ApiKeyStore } from '../../api-keys/store.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import { actorNameOf } from '../../events/event.ts';
import { noticeOf } from '../../http/notices.ts';
import type { Views } from '../../http/views.ts';
import { momentsIn } from '../../language/moments.ts';
import { type ApiKeyForm, newFormName } from './form.ts';

export type ApiKeyPagesDeps = {
  apiKeys: Pick<ApiKeyStore, 'create' | 'find' | 'list' | 'revoke'>;
  connections: Pick<ConnectionStore, 'find' | 'findByName' | 'list'>;
  views: Views;
};

export const apiKeysPath = '/console/api-keys';
const connectionsNamed = 5;

export function revokePath({ id }: ApiKey): string {
  return `${apiKeysPath}/${encodeURIComponent(id)}/revoke`;
}

export async function listPage(deps: ApiKeyPagesDeps, req: Request, res: Response) {
  const page = consolePage(req, res, 'api-keys');
  const apiKeys = await deps.apiKeys.list();
  const names = await namesOf(deps, apiKeys);
  const texts = page.texts.apiKeys;
  const moment = momentsIn(page.language);
  const rows = apiKeys.map((apiKey) => {
    const { connectionIds, createdAt, createdBy, lastUsedAt } = apiKey;
    return {
      ...apiKey,
      connections: connectionIds?.slice(0, connectionsNamed).map((id) => ({
        name: names.get(id) ?? texts.goneConnection(id),
        path: names.has(id) ? `/console/connections/${encodeURIComponent(id)}` : undefined,
      })),
      moreConnections: Math.max(0, (connectionIds?.length ?? 0) - connectionsNamed),
      created: moment(createdAt),
      madeBy: actorNameOf(createdBy) ?? page.texts.events.actors[createdBy.kind],
      lastUsed: moment(lastUsedAt),
      revokePath: revokePath(apiKey),
    };
  });
  const notice = noticeOf(req.query.notice, texts.notices);
  return deps.views.render('api-keys/list', { page, rows, notice });
}

/** @param before the key that the same form made already; null when that was revoked since */
export function formPage(
  deps: ApiKeyPagesDeps,
  req: Request,
  res: Response,
  { values, errors }: Pick<ApiKeyForm, 'values' | 'errors'>,
  before?: ApiKey | null,
): string {
  const page = consolePage(req, res, 'api-keys');
  const errorsOf = (name: string) =>
    errors.filter((error) => error.name === name).map(({ message }) => message);
  return deps.views.render('api-keys/form', {
    page,
    values,
    errors,
    errorOf: (name: string) => errorsOf(name).join(' ') || undefined,
    permissions,
    form: newFormName(),
    before: before && { ...before, revokePath: revokePath(before) },
    revokedBefore: before === null,
  });
}

/** The one page that ever shows a key. */
export function madePage(
  deps: ApiKeyPagesDeps,
  req: Request,
  res: Response,
  made: { apiKey: ApiKey; key: string },
): string {
  return deps.views.render('api-keys/made', { page: consolePage(req, res, 'api-keys'), ...made });
}

export function revokingPage(
  deps: ApiKeyPagesDeps,
  req: Request,
  res: Response,
  apiKey: ApiKey,
): string {
  const page = consolePage(req, res, 'api-keys');
  return deps.views.render('api-keys/revoke', {
    page,
    apiKey,
    lastUsed: momentsIn(page.language)(apiKey.lastUsedAt),
    readTokens: allows(apiKey, 'credentials:read'),
    path: revokePath(apiKey),
  });
}

/** What the connections that the list shows are called today, by id. */
async function namesOf(deps: ApiKeyPagesDeps, apiKeys: ApiKey[]): Promise<Map<string, string>> {
  const shown = apiKeys.flatMap(({ connectionIds = [] }) =>
    connectionIds.slice(0, connectionsNamed),
  );
  const found = await Promise.all([...new Set(shown)].map((id) => deps.connections.find(id)));
  return new Map(found.flatMap((each) => (each ? [[each.id, each.name]] : [])));
}
