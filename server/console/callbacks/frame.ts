/** What the callback pages of an iClient share: their paths, the iClient that a request names, the frame with its tabs. */
import type { Request, RequestHandler, Response } from 'express';
import { type Access, type ConsolePage, consolePage } from '../../access/access.ts';
import { AppError } from '../../errors.ts';
import type { Views } from '../../http/views.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { IClientStore } from '../../iclients/store.ts';
import type { Language } from '../../language/language.ts';
import { type Moment, momentsIn } from '../../language/moments.ts';

export type CallbackFrameDeps = {
  access: Pick<Access, 'role'>;
  iclients: Pick<IClientStore, 'find'>;
  views: Views;
};

export const callbackTabs = ['overview', 'recorder', 'inspector'] as const;
export type CallbackTab = (typeof callbackTabs)[number];

/** The route of a callback page below `/console/iclients/:id/callbacks`, such as `/inspector`. */
export function callbacksRoute(rest = ''): string {
  return `/console/iclients/:id/callbacks${rest}`;
}

/** The path of an iClient's callback pages; of one of them with its `rest`. */
export function callbacksPath({ id }: Pick<IClient, 'id'>, rest = ''): string {
  return `/console/iclients/${encodeURIComponent(id)}/callbacks${rest}`;
}

export type CallbackFrame = {
  page: ConsolePage;
  iclient: IClient;
  iclientPath: string;
  tabs: { name: CallbackTab; path: string; isCurrent: boolean }[];
};

/** What each template of these pages is given beside its own; `callbacks/tabs` draws it. */
export function callbackFrame(
  iclient: IClient,
  tab: CallbackTab,
  req: Request,
  res: Response,
): CallbackFrame {
  return {
    page: consolePage(req, res, 'iclients'),
    iclient,
    iclientPath: `/console/iclients/${encodeURIComponent(iclient.id)}`,
    tabs: callbackTabs.map((name) => ({
      name,
      path: callbacksPath(iclient, name === 'overview' ? '' : `/${name}`),
      isCurrent: name === tab,
    })),
  };
}

type Handler = (iclient: IClient, req: Request, res: Response) => void | Promise<void>;

/** A handler that is given the iClient of the path. @throws AppError `iclient_unknown` */
export function withIClient({ iclients }: CallbackFrameDeps, handle: Handler): RequestHandler {
  return async (req, res) => {
    const iclient = await iclients.find(String(req.params.id));
    if (!iclient) throw new AppError('iclient_unknown', 'There is no such iClient.');
    return handle(iclient, req, res);
  };
}

/** Without a script the page of what runs in the background loads itself again so often, in seconds. */
export const reloadSeconds = 2;

/** What `callbacks/begin-form` is given: where it leads, and from when on the next may begin if it may not yet. */
export type BeginForm = { path: string; againAt: Moment | undefined };

/** The form that begins what runs in the background. @param now milliseconds since 1970 */
export async function beginForm(
  runs: { waitMs(iclientId: string): Promise<number> },
  path: string,
  iclient: IClient,
  now: number,
  language: Language,
): Promise<BeginForm> {
  const waitMs = await runs.waitMs(iclient.id);
  return {
    path: callbacksPath(iclient, path),
    againAt: waitMs > 0 ? momentsIn(language, 'second')(now + waitMs) : undefined,
  };
}
