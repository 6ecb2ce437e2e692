/** Save & authorize: the popup and what the page that opened it says. */
import type { ErrorCode } from '../../errors.ts';

/** What became of an authorization; `developer` is a short technical line, shown apart. */
export type OutcomeWords = { title: string; happened: string; todo: string; developer?: string };

/** True of a connection that was just made and of one that had an access before. */
const nothing = 'No new access was saved.';
const again = 'Start again from the connection.';

const failed: Partial<Record<ErrorCode, OutcomeWords>> = {
  consent_denied: {
    title: 'The access was not granted',
    happened: `Somebody chose not to allow it at BigCommerce. ${nothing}`,
    todo: 'If that was a mistake, start again and accept what the app asks for.',
  },
  authorization_failed: {
    title: 'BigCommerce stopped the authorization',
    happened: `BigCommerce sent an error instead of asking for permission, or after it. ${nothing}`,
    todo: 'Check the address of the store, and compare the scopes and the callback URL with those of the app in the Developer Portal. Then start again.',
    developer:
      'The callback carried an OAuth error. It is invalid_scope when a scope is asked for that the app is not registered for.',
  },
  authorization_expired: {
    title: 'It took too long',
    happened: `An authorization has to be finished within ten minutes. ${nothing}`,
    todo: again,
  },
  code_refused: {
    title: 'BigCommerce did not accept the answer',
    happened: `It took too long, the page was opened twice, or the client secret of the iClient is wrong. ${nothing}`,
    todo: 'Check the client ID, the client secret and the callback URL of the iClient, then start again.',
    developer:
      'The token endpoint refused the code. The redirect_uri must be exactly the one registered in the Developer Portal.',
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce is not answering',
    happened: `BigCommerce could not be reached. ${nothing}`,
    todo: `Wait a minute. ${again}`,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce had a problem',
    happened: `BigCommerce could not do it now, or sent an answer that we did not understand. ${nothing}`,
    todo: `Wait a minute. ${again}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce took too long to answer',
    happened: `We waited for BigCommerce, and then gave up. ${nothing}`,
    todo: `Wait a minute. ${again}`,
  },
  context_mismatch: {
    title: 'BigCommerce answered for two stores',
    happened: `The store in the address and the store of the token differ. To keep both safe, we stopped. ${nothing}`,
    todo: again,
    developer: 'The context of the callback is not the one in the token response.',
  },
  connection_unknown: {
    title: 'The connection is gone',
    happened: `Somebody deleted it while it was authorized. ${nothing}`,
    todo: 'Make the connection again.',
  },
  starter_gone: {
    title: 'The session in which you started has ended',
    happened: `Since then you were signed out everywhere, or your password or your role was changed. ${nothing}`,
    todo: `Sign in again if you are asked to. ${again}`,
  },
  disconnected_meanwhile: {
    title: 'The connection was disconnected meanwhile',
    happened: `Somebody disconnected it after you had started. ${nothing}`,
    todo: 'If the store should be connected, start again from the connection.',
  },
  storage_unavailable: {
    title: 'The access may not have been saved',
    happened: 'The saved data could not be reached or changed.',
    todo: `Wait a minute. ${again}`,
    developer: 'Redis does not answer, or does not accept changes.',
  },
};

export const authorize = {
  /** The empty popup, before it goes to BigCommerce. */
  opening: { title: 'Opening BigCommerce', text: 'This takes a moment.' },
  go: {
    title: 'Going to BigCommerce',
    text: 'You are being sent to BigCommerce, where you can allow the app to reach the store.',
    link: 'Continue to BigCommerce',
  },
  waiting: {
    title: 'Waiting for BigCommerce',
    happened: 'Allow the app to reach the store in the window that opened.',
    todo: 'This page goes on by itself when you are done.',
  },
  exchanging: {
    title: 'Finishing',
    happened: 'BigCommerce answered. The access is being saved.',
    todo: 'This takes a few seconds.',
  },
  done: (store: string) => ({
    title: 'The store is connected',
    happened: `The app was given access to the store ${store}.`,
    todo: 'You can close this window.',
  }),
  doneWithout: (store: string, count: number) => ({
    title: 'Connected, but scopes are missing',
    happened: `The app was given access to the store ${store}, without ${count === 1 ? 'one scope' : `${count} scopes`} that it asks for.`,
    todo: 'BigCommerce grants what the app is registered for: add these scopes to the app in the Developer Portal, then authorize again.',
  }),
  storeMismatch: (meant: string, came: string) => ({
    title: 'That was another store',
    happened: `The connection is for the store ${meant}, and BigCommerce answered for ${came}. Nothing was changed.`,
    todo: `Start again, signed in to BigCommerce as somebody of ${meant}.`,
  }),
  failed,
  failedOtherwise: {
    title: 'Something went wrong',
    happened: 'The authorization could not be finished.',
    todo: again,
  } as OutcomeWords,
  missing: 'Missing scopes',
  details: 'Details for the developer',
  code: (code: string) => `Error code: ${code}`,
  toConnection: 'Go to the connection',
  /** What the page that opened the window says; authorize.js shows it. */
  panel: {
    blocked: {
      title: 'The window was blocked',
      text: 'Your browser did not let a new window open. You can go on in this tab.',
      link: 'Continue to BigCommerce in this tab',
    },
    closed: {
      title: 'Was the window closed?',
      text: 'We have not heard from BigCommerce yet. If you are still in its window, go on there: this page keeps watching. Otherwise open it again.',
      /** %s: the store hash. */
      todo: 'If BigCommerce did not find the store, check the address that you gave: the connection is for the store %s.',
      reopen: 'Open the window again',
    },
    offline: {
      title: 'No answer',
      text: 'This service could not be reached.',
    },
    /** After a failure on the form that made the connection. */
    stays: 'The connection stays, not authorized yet.',
    dismiss: 'Close this message',
    willOpen: 'A window of BigCommerce opens.',
  },
};
