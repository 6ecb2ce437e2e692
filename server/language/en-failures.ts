/** What went wrong and what to do about it, in English, for store owners and their colleagues. */
import type { ErrorCode } from '../errors.ts';

export type Failure = { title: string; happened: string; todo: string };

/** Words for every error code; a function where the words name the parameter at fault. */
export type FailureTexts = Record<
  ErrorCode,
  Failure | ((parameter: string | undefined) => Failure)
>;

const installAgain =
  'Go back to Apps in BigCommerce and install the app again. If it happens again, tell the app’s developer the reference below.';
const openAgain =
  'Open the app again from Apps in BigCommerce. If it happens again, tell the app’s developer the reference below.';

export const englishFailures: FailureTexts = {
  callback_without_code: {
    title: 'This address is opened by BigCommerce',
    happened:
      'It is where BigCommerce sends people who install the app. Somebody opened it by hand, so there was nothing to install.',
    todo: 'Install the app from Apps in your BigCommerce control panel.',
  },
  parameter_invalid: (parameter) => ({
    title: 'Something is wrong with this link',
    happened:
      parameter === undefined
        ? 'Part of the address is missing or is not what we expect. Nothing was changed.'
        : `The part of the address called “${parameter}” is missing or is not what we expect. Nothing was changed.`,
    todo: 'Do not type or edit the address: start again from Apps in BigCommerce. If it happens again, tell the app’s developer the reference below.',
  }),
  consent_denied: {
    title: 'The app was not installed',
    happened: 'The permissions that the app asks for were not accepted. Nothing was saved.',
    todo: 'If you change your mind, install the app from Apps in BigCommerce and accept its permissions.',
  },
  authorization_failed: {
    title: 'BigCommerce did not allow the installation',
    happened: 'BigCommerce stopped before the app was given access. Nothing was saved.',
    todo: installAgain,
  },
  state_unknown: {
    title: 'This installation was started elsewhere',
    happened:
      'It was not started in this browser, or it was started too long ago. To keep your store safe we did not go on.',
    todo: 'Start again from Apps in BigCommerce, and stay in the same browser until it is done.',
  },
  code_refused: {
    title: 'BigCommerce did not accept the installation',
    happened:
      'The one-time code for this installation was already used or too old, or BigCommerce does not accept this app’s credentials. Nothing was saved.',
    todo: installAgain,
  },
  context_mismatch: {
    title: 'BigCommerce answered for another store',
    happened:
      'The installation was for one store, and BigCommerce’s answer was for another. To keep both safe, nothing was saved.',
    todo: installAgain,
  },
  install_interrupted: {
    title: 'The installation was interrupted',
    happened: 'A first attempt stopped half-way, and its one-time code cannot be used again.',
    todo: 'Go back to Apps in BigCommerce and install the app again. It is safe to do so, even if it looks installed.',
  },
  bigcommerce_unreachable: {
    title: 'We could not reach BigCommerce',
    happened: 'BigCommerce did not take our call. Nothing was saved.',
    todo: 'Wait a minute, then install the app again from Apps in BigCommerce.',
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce had a problem',
    happened: 'BigCommerce’s answer was not one that we can use. Nothing was saved.',
    todo: 'Wait a minute, then install the app again from Apps in BigCommerce. If it happens again, tell the app’s developer the reference below.',
  },
  bigcommerce_timeout: {
    title: 'BigCommerce took too long to answer',
    happened: 'We waited for BigCommerce, and then gave up. Nothing was saved.',
    todo: 'Wait a minute, then install the app again from Apps in BigCommerce.',
  },
  payload_missing: {
    title: 'This address is opened by BigCommerce',
    happened:
      'BigCommerce says who you are when it opens the app. This time it did not, most likely because the address was opened by hand.',
    todo: 'Open the app from Apps in your BigCommerce control panel.',
  },
  payload_invalid: {
    title: 'We could not tell who you are',
    happened:
      'What BigCommerce told us about you did not pass our checks. It may be meant for another app, or this app’s credentials may have changed.',
    todo: openAgain,
  },
  payload_expired: {
    title: 'This link is too old',
    happened: 'Links from BigCommerce work for a limited time, and this one is not valid now.',
    todo: openAgain,
  },
  payload_used: {
    title: 'This link was used already',
    happened: 'Each link from BigCommerce opens the app once.',
    todo: 'Open the app again from Apps in BigCommerce.',
  },
  app_not_installed: {
    title: 'The app is not installed on this store',
    happened: 'It was never installed here, or it was uninstalled.',
    todo: 'Install it from Apps in BigCommerce. If you may not install apps, ask the store’s owner.',
  },
  user_removed: {
    title: 'You no longer have access to this app',
    happened: 'Your access was removed in BigCommerce.',
    todo: 'If you need it, ask the store’s owner to give you access again.',
  },
  session_ended: {
    title: 'Your session has ended',
    happened: 'You were away for a while, or your access to the app changed.',
    todo: 'Open the app again from Apps in BigCommerce. If this keeps happening, your browser may block cookies in pages that are shown inside others: allow them for this app, or use another browser.',
  },
  origin_refused: {
    title: 'This request came from somewhere else',
    happened: 'It did not come from a page of this app, so nothing was changed.',
    todo: openAgain,
  },
  app_unknown: {
    title: 'We do not know this app',
    happened: 'The address names an app that is not set up here.',
    todo: 'Open or install the app from Apps in BigCommerce. If it happens again, tell the app’s developer that its callback addresses may be wrong, and the reference below.',
  },
  page_not_found: {
    title: 'There is no such page',
    happened: 'The address may be mistyped, or the page has moved.',
    todo: 'Open the app from Apps in your BigCommerce control panel.',
  },
  method_not_allowed: {
    title: 'That does not work here',
    happened: 'This page cannot be asked in that way. Nothing was changed.',
    todo: 'Open the app from Apps in your BigCommerce control panel.',
  },
  storage_unavailable: {
    title: 'We cannot reach our storage',
    happened:
      'The place where connections are kept does not answer right now. What was saved before is not lost.',
    todo: 'Wait a minute and open the app again from Apps in BigCommerce. If you were installing it, install it again.',
  },
  internal_error: {
    title: 'Something went wrong on our side',
    happened: 'It is our fault, not yours.',
    todo: 'Wait a minute and start again from Apps in BigCommerce. If it happens again, tell the app’s developer the reference below.',
  },
};
