/** What went wrong and what to do about it, in English, for store owners and their colleagues. */
import type { ErrorCode } from '../../errors.ts';
import { apiFailures } from './api.ts';
import { apiKeyFailures } from './api-keys.ts';
import { callbackCheckFailures } from './callbacks-checks.ts';
import { forDevelopers } from './callbacks-diagnoses.ts';
import { recorderFailures } from './callbacks-recorder.ts';
import { simulationFailures } from './callbacks-simulation.ts';
import { companyFailures } from './companies.ts';
import { connectionFailures } from './connections.ts';
import { iclientFailures } from './iclients.ts';
import { linkFailures } from './link-failures.ts';
import { pickerFailures } from './picker.ts';
import { proxyFailures } from './proxy.ts';
import { teamFailures } from './users.ts';

/** `developer` is a short technical line, which pages show apart, in small print. */
export type Failure = { title: string; happened: string; todo: string; developer?: string };

/** Words for every error code; a function where the words name the parameter at fault. */
export type FailureTexts = Record<
  ErrorCode,
  Failure | ((parameter: string | undefined) => Failure)
>;

const ifItHappensAgain = 'If it happens again, give the reference to the app’s developer.';
const installAgain = `Go back to Apps in BigCommerce and install the app again. ${ifItHappensAgain}`;
const openAgain = `Open the app again from Apps in BigCommerce. ${ifItHappensAgain}`;
const waitThenInstall = 'Wait a minute, then install the app again from Apps in BigCommerce.';
const openFromPanel = 'Open the app from Apps in your BigCommerce control panel.';
const ifShownAsInstalled =
  'If Apps shows the app as installed, uninstall it there first, then install it again.';

export const englishFailures: FailureTexts = {
  callback_without_code: {
    title: 'Only BigCommerce can open this address',
    happened:
      'It is where BigCommerce sends people who install the app. It was opened directly, so there was nothing to install.',
    todo: 'Install the app from Apps in your BigCommerce control panel.',
    developer: forDevelopers('opened_by_hand'),
  },
  parameter_invalid: (parameter) => ({
    title: 'Something is wrong with this link',
    happened: 'Part of the address is missing or is not what we expect. Nothing was changed.',
    todo: `Do not type or edit the address: start again from Apps in BigCommerce. ${ifItHappensAgain}`,
    ...(parameter === undefined
      ? {}
      : { developer: `The parameter “${parameter}” is missing, repeated or malformed.` }),
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
  starter_gone: {
    title: 'The session of who started this has ended',
    happened:
      'Whoever started the authorization was signed out everywhere, was deleted, or has another password or role by now. No new access was saved.',
    todo: 'Sign in to the console, and start again from the connection.',
  },
  disconnected_meanwhile: {
    title: 'The connection was disconnected meanwhile',
    happened:
      'Somebody disconnected it after this authorization was started. No new access was saved.',
    todo: 'If the store should be connected, start again from the connection.',
  },
  other_browser: {
    title: 'This was started in another browser',
    happened:
      'Only the browser in which somebody began to connect the store may finish it. To keep your store safe we did not go on, and nothing was changed.',
    todo: 'Start again, and stay in the same browser until it is done.',
  },
  store_mismatch: {
    title: 'BigCommerce answered for another store',
    happened:
      'The store that was chosen at BigCommerce is not the one to be connected. Nothing was changed.',
    todo: 'Start again, signed in to BigCommerce as somebody of the right store.',
  },
  authorization_expired: {
    title: 'It took too long',
    happened: 'An authorization has to be finished within ten minutes. Nothing was changed.',
    todo: 'Start again.',
  },
  redirect_uri_refused: {
    title: 'This callback URL cannot be used',
    happened: 'It is not one of the callback URLs of the iClient. Nothing was changed.',
    todo: 'Go back and choose one from the list, or ask an admin to add it to the iClient.',
  },
  code_refused: {
    title: 'BigCommerce did not accept the installation',
    happened:
      'It may have taken too long, or its page may have been opened twice. Nothing was saved.',
    todo: installAgain,
    developer: forDevelopers('exchange_refused'),
  },
  token_refused: {
    title: 'BigCommerce does not accept this access token',
    happened:
      'The token has ended, was copied incompletely, or is not a token of BigCommerce. Nothing was changed.',
    todo: 'Paste the token again, make a new API account in BigCommerce, or authorize the app again.',
    developer: 'BigCommerce answered 401 to a call with this token.',
  },
  context_mismatch: {
    title: 'BigCommerce answered for another store',
    happened:
      'The installation was for one store, and BigCommerce’s answer was for another. To keep both safe, nothing was saved.',
    todo: `Go back to Apps in BigCommerce and install the app again. ${ifShownAsInstalled} ${ifItHappensAgain}`,
    developer: 'The context of the callback is not the one in the token response.',
  },
  install_interrupted: {
    title: 'The installation was interrupted',
    happened: 'A first attempt stopped half-way and cannot be continued.',
    todo: 'Go back to Apps in BigCommerce and install the app again. It is safe to do so, even if it looks installed.',
    developer: forDevelopers('code_used_or_late'),
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce is not answering',
    happened: 'BigCommerce could not be reached. Nothing was saved.',
    todo: waitThenInstall,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce had a problem',
    happened:
      'BigCommerce could not do it now, or sent an answer that we did not understand. Nothing was saved.',
    todo: `${waitThenInstall} ${ifShownAsInstalled} ${ifItHappensAgain}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce took too long to answer',
    happened: 'We waited for BigCommerce, and then gave up. Nothing was saved.',
    todo: `${waitThenInstall} ${ifShownAsInstalled}`,
  },
  payload_missing: {
    title: 'Only BigCommerce can open this address',
    happened:
      'BigCommerce says who you are when it opens the app. This time it did not, most likely because the address was opened directly.',
    todo: openFromPanel,
    developer: forDevelopers('opened_by_hand'),
  },
  payload_invalid: {
    title: 'We could not tell who you are',
    happened: 'What BigCommerce told us about you could not be verified.',
    todo: openAgain,
    developer:
      'The signed payload may be meant for another app, or the client secret configured here is not the app’s. The inspector of the iClient’s callback tests, in the console, says exactly why when the whole address is pasted there.',
  },
  payload_expired: {
    title: 'This link is not valid at this time',
    happened: 'It is too old, or the clocks of BigCommerce and of this service differ.',
    todo: 'Open the app again from Apps in BigCommerce. If it happens again, tell the app’s developer that the clocks may differ, and give the reference.',
    developer:
      'The inspector of the iClient’s callback tests, in the console, says exactly why when the whole address is pasted there.',
  },
  app_not_installed: {
    title: 'The app is not installed on this store',
    happened: 'It was never installed here, or it was uninstalled.',
    todo: `Install it from Apps in BigCommerce. ${ifShownAsInstalled} If you may not install apps, ask the store’s owner.`,
  },
  user_removed: {
    title: 'You no longer have access to this app',
    happened: 'Your access was removed in BigCommerce.',
    todo: 'If you need it, ask the store’s owner to give you access again.',
  },
  session_ended: {
    title: 'You are not signed in to this app',
    happened:
      'Either you were away for a while, your access was removed, the app was uninstalled, or this browser has not opened it yet.',
    todo: 'Open the app from Apps in BigCommerce. If this keeps happening, allow third-party cookies for this site, or use another browser.',
    developer: forDevelopers('third_party_cookie'),
  },
  origin_refused: {
    title: 'This request came from somewhere else',
    happened: 'It did not come from a page of this app, so nothing was changed.',
    todo: openAgain,
  },
  app_unknown: {
    title: 'We do not know this app',
    happened: 'The address names an app that is not set up here.',
    todo: `Open or install the app from Apps in BigCommerce. ${ifItHappensAgain}`,
    developer: forDevelopers('path_unknown'),
  },
  page_not_found: {
    title: 'There is no such page',
    happened: 'The address may be mistyped, or the page has moved.',
    todo: openFromPanel,
  },
  method_not_allowed: {
    title: 'That does not work here',
    happened: 'This address does not accept that kind of request. Nothing was changed.',
    todo: openFromPanel,
  },
  ...apiFailures,
  ...pickerFailures,
  ...connectionFailures,
  ...recorderFailures,
  ...simulationFailures,
  ...companyFailures,
  ...linkFailures,
  ...iclientFailures,
  ...callbackCheckFailures,
  ...teamFailures,
  ...apiKeyFailures,
  ...proxyFailures,
  storage_unavailable: {
    title: 'The app is temporarily unavailable',
    happened: 'It cannot reach its saved data right now. Nothing that was saved before is lost.',
    todo: `Wait a minute and open the app again from Apps in BigCommerce. If you were installing it, install it again. ${ifShownAsInstalled}`,
    developer: 'Redis does not answer, or does not accept changes.',
  },
  internal_error: {
    title: 'Something went wrong on our side',
    happened: 'It is our fault, not yours.',
    todo: `Wait a minute and start again from Apps in BigCommerce. ${ifItHappensAgain}`,
  },
};
