/** The picker's page: the same for everybody, since only its script knows the session's secret. */
import type { Request, RequestHandler, Response } from 'express';
import { connectionStatuses } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Views } from '../http/views.ts';
import { textsFor } from '../language/language.ts';
import type { PickerSessionStore } from '../picker-sessions/store.ts';
import { languageOf } from './opened-session.ts';

export type PickerPageDeps = {
  publicUrl: string;
  pickerSessions: Pick<PickerSessionStore, 'find'>;
  views: Views;
};

/**
 * GET /picker/{id}. Nobody but the session's origin may show it in a frame, and a window keeps its
 * opener, whom its script tells what was picked. One that has ended is shown, too, so that it can say so.
 */
export function showPicker(deps: PickerPageDeps): RequestHandler {
  const https = deps.publicUrl.startsWith('https:');
  return async (req: Request, res: Response, next) => {
    const session = await deps.pickerSessions.find(String(req.params.session));
    res.locals.console = true;
    if (!session) throw new AppError('picker_session_ended', 'There is no such picker session.');
    const language = languageOf(session, req);
    const texts = textsFor(language);
    const headers = securityHeaders({
      frameAncestors: [session.origin],
      https,
      opener: 'unsafe-none',
    });
    headers(req, res, (error?: unknown) => {
      if (error) return next(error);
      res.type('html').send(
        deps.views.render('picker/picker', {
          language,
          texts,
          session,
          words: {
            ...texts.picker,
            statuses: texts.connections.statuses,
            storeProblems: texts.connectionForms.errors.store,
          },
          statuses: connectionStatuses,
        }),
      );
    });
  };
}
