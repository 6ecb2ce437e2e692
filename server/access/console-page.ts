/** What every page of the console is drawn with, and who asked for it. */
import type { Request, Response } from 'express';
import type { By } from '../events/event.ts';
import { type Language, languageFromHeader, type Texts, textsFor } from '../language/language.ts';
import { holdsRole, type User } from '../users/user.ts';

export type Section =
  | 'connections'
  | 'companies'
  | 'iclients'
  | 'events'
  | 'api-keys'
  | 'users'
  | 'settings';

export type ConsolePage = {
  language: Language;
  texts: Texts;
  /** Nobody on the pages before the sign-in. */
  viewer: User | undefined;
  /** For the hidden field `_token` of each form. */
  formToken: string;
  section: Section | undefined;
  /** The path of this page, with its query. */
  path: string;
  mayBuild: boolean;
  mayAdminister: boolean;
};

/** The user who asks, on routes behind `signedIn`. @throws TypeError on other routes */
export function viewerOf(res: Response): User {
  const viewer = possibleViewer(res);
  if (!viewer) throw new TypeError('This route is not behind the sign-in.');
  return viewer;
}

/** The user who asks, if anybody is signed in. */
export function possibleViewer(res: Response): User | undefined {
  return res.locals.viewer as User | undefined;
}

export function consolePage(req: Request, res: Response, section?: Section): ConsolePage {
  const viewer = possibleViewer(res);
  const language = viewer?.language ?? languageFromHeader(req.get('Accept-Language'));
  return {
    language,
    texts: textsFor(language),
    viewer,
    formToken: String(res.locals.formToken ?? ''),
    section,
    path: req.originalUrl,
    mayBuild: viewer !== undefined && holdsRole(viewer, 'builder'),
    mayAdminister: viewer !== undefined && holdsRole(viewer, 'admin'),
  };
}

/** Who asks and from where, as events tell it. */
export function actorOf(req: Request, res: Response): By {
  const viewer = possibleViewer(res);
  return {
    actor: viewer ? { kind: 'user', id: viewer.id, email: viewer.email } : { kind: 'unknown' },
    address: req.ip ?? '',
  };
}
