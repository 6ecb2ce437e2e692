/** The picker of saved connections, which builders show inside their own pages. */
import type { Failure } from './failures.ts';

export const picker = {
  title: 'Choose a connection',
  noScript: 'The picker needs JavaScript. Allow it in your browser and open the picker again.',
  search: 'Search by name or store',
  cancel: 'Cancel',
  loading: 'Loading…',
  results: 'Connections',
  /** `more`: the list goes on. */
  count: {
    none: 'No connection',
    one: '1 connection',
    several: '%s connections',
    more: 'The first %s connections',
  },
  showMore: 'Show more',
  choose: 'Choose %s',
  /** Stands until the page that opened the picker closes it, and stays where that page is gone. */
  chosen: {
    title: '%s was chosen.',
    text: 'This window closes as soon as the page that opened it hears of it.',
    todo: 'If it stays open, that page is gone and knows nothing of your choice. Close this window and open the picker there again.',
  },
  fix: {
    pending: 'Authorize',
    needs_reauthorization: 'Fix',
    disconnected: 'Fix',
    uninstalled: 'Fix',
    /** For screen readers: the button and the name. */
    named: '%s: %s',
  },
  sentences: {
    pending: 'Nobody has allowed access to the store yet.',
    needs_reauthorization: 'BigCommerce no longer accepts its token, or scopes are missing.',
    disconnected: 'It was disconnected and has no access to the store.',
    uninstalled: 'The store uninstalled the app.',
  },
  tokenTodo: 'It needs a new access token from BigCommerce.',
  token: {
    title: 'New access token for %s',
    field: 'Access token, or the text of the credentials file',
    hint: 'It is tested before it is saved.',
    save: 'Test and save',
  },
  waiting: {
    title: 'Waiting for BigCommerce',
    text: 'Allow the app to reach the store in the window that opened. This page goes on by itself.',
    closed:
      'The window is closed, or cannot be seen from here. If you are not done, open it again.',
    blocked: 'Your browser did not let a window open. Allow it, or open BigCommerce here:',
    open: 'Open BigCommerce',
    reopen: 'Open the window again',
    stop: 'Back to the list',
  },
  fixed: '%s is connected. Choose it to go on.',
  stillBroken:
    'BigCommerce answered, but %s still cannot be used: scopes are missing. Add them to the app in the Developer Portal.',
  empty: {
    title: 'No connection yet',
    create: 'Make the first one here: all you need is the address of the store.',
    ask: 'Somebody has to add one in the connector’s console. Then open the picker again.',
  },
  noMatch: {
    title: 'No connection matches',
    text: 'Search for less, or for the store’s name, domain or hash.',
    create: 'Search for less, or make a new connection.',
    all: 'Show all',
  },
  tooMany: {
    title: 'Too many connections match to show them all',
    text: 'Type more of the name or the store.',
  },
  create: {
    open: 'New connection',
    title: 'New connection',
    name: 'Connection name',
    store: 'Store',
    storeHint: 'The store hash, the API path or the address of the control panel.',
    storeTold: 'Understood as the store %s.',
    iclient: 'App',
    save: 'Save and authorize',
    back: 'Back to the list',
    noIClient: 'There is no app to connect with. An admin has to add an iClient in the console.',
    apiAccount: 'To connect with the credentials of an API account, use the connector’s console.',
    errors: {
      name: 'Give a name of 1 to 100 characters.',
      nameTaken: 'Another connection has this name.',
      otherStore: 'Here you can only connect the store %s.',
      iclient: 'Choose an app.',
      exists: 'This app has a connection to this store already. Look for it in the list.',
    },
  },
  ended: {
    title: 'This picker has ended',
    text: 'It was open for more than 30 minutes, or its leave was taken back.',
    todo: 'Close it and open it again.',
  },
  offline: {
    title: 'No answer',
    text: 'The connector could not be reached.',
    again: 'Try again',
  },
  refused: 'That did not work: this connection cannot be used at present.',
};

export const pickerFailures = {
  picker_session_invalid: {
    title: 'This picker was not opened by a program that may open it',
    happened: 'Its session is unknown, or its secret is missing or wrong.',
    todo: 'Go back to the page that opened it and open it again.',
    developer: 'Make a session with POST /api/v1/picker-sessions for each opening.',
  },
  picker_session_ended: {
    title: 'This picker has ended',
    happened:
      'Its session is older than 30 minutes, or the API key that made it was revoked. Nothing was changed.',
    todo: 'Go back to the page that opened it and open it again.',
  },
  picker_cannot_create: {
    title: 'No connection can be made here',
    happened: 'The page that opened the picker does not allow it. Nothing was changed.',
    todo: 'Choose a connection that is there, or have one added in the console.',
    developer: 'Make the session with allowCreate: true.',
  },
} satisfies Record<string, Failure>;
