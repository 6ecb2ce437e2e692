import type { FailureTexts } from './failures.ts';

const askForAnother = 'Ask whoever sent it to you for a new one.';
const forAnother = 'If not, or to connect another store, ask whoever sent it to you for a new one.';

/** Why a merchant's link does not go on. None of it tells what is known here of a store. */
export const linkFailures = {
  link_unknown: {
    title: 'This link does not work',
    happened: 'Part of it may be missing, or it was taken back.',
    todo: 'Open it once more from the message that you got. If that does not help, ask whoever sent it to you for a new one.',
  },
  link_used: {
    title: 'This link was used already',
    happened: 'It connects one store only, and it has done so or is being used in another window.',
    todo: `If you have just used it, all is well. ${forAnother}`,
  },
  link_expired: {
    title: 'This link has expired',
    happened: 'Links work for a limited time only. Nothing was connected.',
    todo: askForAnother,
  },
  link_revoked: {
    title: 'This link was taken back',
    happened: 'It no longer connects a store.',
    todo: askForAnother,
  },
  links_off: {
    title: 'Stores cannot be connected at the moment',
    happened: 'This way of connecting a store is switched off for now. Nothing was connected.',
    todo: 'Try again later, or ask whoever sent you the link. The link itself stays good.',
  },
  visit_unknown: {
    title: 'Open your link again',
    happened:
      'It was opened in another browser, or too long ago. To keep your store safe we did not go on.',
    todo: 'Open the link again from the message that you got, and stay in the same browser until it is done.',
  },
  scopes_missing: {
    title: 'Permissions are missing',
    happened:
      'The API account does not have every permission that is needed. Nothing was connected.',
    todo: 'Set the missing permissions in BigCommerce, then test again.',
  },
  store_not_connected: {
    title: 'The store could not be connected',
    happened: 'BigCommerce or we could not accept it just now. Nothing was connected.',
    todo: 'Check that it is the right store, and start again in a few minutes. If it happens again, ask whoever sent you the link.',
  },
} satisfies Partial<FailureTexts>;
