/** What a page says after a form was sent: the redirect names it in `?done=`. */
import type { Request } from 'express';
import { textOf } from '../request-text.ts';

export type Notice = { kind: 'success' | 'warning' | 'danger'; words: string };

const unheard = 'the app did not take the message. Its answer is under Deliveries, in Apps.';

const notices = {
  'faults-saved': good('Saved. It holds from the next request on.'),
  'faults-off': good('Everything works as it should again.'),
  'scopes-saved': good(
    'Saved. If the scopes changed, the app’s tokens have ended, and stores ask again when it is opened.',
  ),
  registered: good('The app is registered. Its client ID and secret are below.'),
  'email-changed': good(
    'The owner’s email is changed. The tokens of all apps on this store have ended.',
  ),
  'email-same': good('That is the owner’s email already. Nothing changed.'),
  revoked: good('The access is revoked, and the app was told.'),
  'revoked-unheard': bad(`The access is revoked, but ${unheard}`),
  restored: good('The access is restored.'),
  uninstalled: good('The app is uninstalled, and was told.'),
  'uninstalled-unheard': bad(`The app is uninstalled, but ${unheard}`),
  'sent-again': good('Sent again, and the app took it.'),
  'sent-again-unheard': bad('Sent again, and the app did not take it. Its answer is below.'),
  'account-saved': good('Saved. The API account’s token stays as it is.'),
  'account-deleted': good('The API account is deleted. Its token has ended.'),
  'account-gone': bad('There is no such API account any more. Nothing changed.'),
  'not-allowed': bad('You may not do this as the user that you act as. Nothing changed.'),
};

export type NoticeName = keyof typeof notices;

/** The notice that the address names, if any. */
export function noticeOf(req: Request): Notice | undefined {
  const name = textOf(req.query.done);
  return Object.hasOwn(notices, name) ? notices[name as NoticeName] : undefined;
}

/** A page's address, with the notice that it is to show. */
export function withNotice(path: string, name: NoticeName): string {
  return `${path}?done=${name}`;
}

function good(words: string): Notice {
  return { kind: 'success', words };
}

function bad(words: string): Notice {
  return { kind: 'danger', words };
}
