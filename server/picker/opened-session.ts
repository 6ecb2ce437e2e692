/** Who a picker's page is: the session of the token that it sends, as long as the session lasts. */
import type { Request, RequestHandler, Response } from 'express';
import { bearerOf } from '../access/api-access.ts';
import type { WrongKeys } from '../access/wrong-keys.ts';
import type { ApiKey } from '../api-keys/api-key.ts';
import type { ApiKeyStore } from '../api-keys/store.ts';
import type { AuthorizationLink } from '../authorizations/links.ts';
import type { PickerOrigin } from '../connections/drafts.ts';
import { AppError } from '../errors.ts';
import { type Language, languageFromHeader } from '../language/language.ts';
import type { PickerSession } from '../picker-sessions/picker-session.ts';
import type { PickerSessionStore } from '../picker-sessions/store.ts';

/** A session that goes on, and the API key that made it. */
export type Opened = { session: PickerSession; apiKey: ApiKey };

export type OpenedSessionDeps = {
  apiKeys: Pick<ApiKeyStore, 'find'>;
  pickerSessions: Pick<PickerSessionStore, 'findByToken'>;
  wrongKeys: WrongKeys;
};

/**
 * Lets in who sends `Authorization: Bearer <token>` of the session that the path names. A header and
 * no cookie, since browsers give none to a page in another site's frame.
 * @throws AppError `picker_session_invalid`, `picker_session_ended` (expired, or the API key was
 *   revoked), `too_many_attempts`
 */
export function openSession(deps: OpenedSessionDeps): RequestHandler {
  return async (req, res, next) => {
    const token = bearerOf(req.get('Authorization'));
    const session = token === undefined ? undefined : await deps.pickerSessions.findByToken(token);
    if (session === undefined || session.id !== req.params.session) {
      await deps.wrongKeys.count(req.ip ?? '');
      throw new AppError('picker_session_invalid', 'The token of the picker session is wrong.');
    }
    const apiKey = session.expired ? undefined : await deps.apiKeys.find(session.apiKeyId);
    if (!apiKey) throw new AppError('picker_session_ended', 'The picker session is over.');
    res.locals.opened = { session, apiKey } satisfies Opened;
    next();
  };
}

/** On routes behind `openSession`. @throws TypeError on other routes */
export function openedOf(res: Response): Opened {
  const opened = res.locals.opened as Opened | undefined;
  if (!opened) throw new TypeError('This route is not behind a picker session.');
  return opened;
}

/** Whatever is done in a picker is done in the name of the API key that made its session. */
export function actingIn({ apiKey }: Opened, req: Request): AuthorizationLink['by'] {
  const { id, name } = apiKey;
  return { actor: { kind: 'api_key', id, name }, address: req.ip ?? '' };
}

/** As connections note where they were made or mended. */
export function originOf({ session, apiKey }: Opened): PickerOrigin {
  return { session: session.id, apiKeyId: apiKey.id };
}

export function languageOf(session: Pick<PickerSession, 'locale'>, req: Request): Language {
  return session.locale ?? languageFromHeader(req.get('Accept-Language'));
}
