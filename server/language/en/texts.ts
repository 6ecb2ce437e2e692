/** English texts. Every other language has the shape of this one. */

import { apiKeys } from './api-keys.ts';
import { authorize } from './authorize.ts';
import { callbacks } from './callbacks.ts';
import { companies } from './companies.ts';
import { connectionForms } from './connection-forms.ts';
import { connections } from './connections.ts';
import { consoleFailures } from './console-failures.ts';
import { events } from './events.ts';
import { englishFailures, type FailureTexts } from './failures.ts';
import { iclients } from './iclients.ts';
import { link } from './link.ts';
import { picker } from './picker.ts';
import { scopePicker } from './scope-picker.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { users } from './users.ts';
import { visitorFailures } from './visitor-failures.ts';

export type Texts = typeof en;

export const en = {
  embedded: {
    title: (app: string, store: string) => `${app} on ${store}`,
    notices: {
      installed: {
        title: 'The app is installed',
        text: 'Your store is connected. You can open the app again from Apps at any time.',
      },
      reinstalled: {
        title: 'The app is installed again',
        text: 'Your store is connected again, with the same connection as before.',
      },
    },
    connection: {
      heading: 'Connection',
      statuses: {
        pending: {
          label: 'Not authorized yet',
          sentence: 'Nobody has allowed the app to reach your store yet.',
          todo: 'Open the app from Apps and accept what it asks for.',
        },
        connected: {
          label: 'Connected',
          sentence: 'The app was given access to your store.',
          todo: undefined,
        },
        needs_reauthorization: {
          label: 'Needs your permission again',
          sentence: 'The permission given to this app no longer works.',
          todo: 'Go to Apps > My Apps, open the app and accept again. If BigCommerce does not ask, uninstall the app and install it again.',
        },
        disconnected: {
          label: 'Disconnected',
          sentence: 'Somebody asked to disconnect the app. It can no longer reach your store.',
          todo: 'To use it again, uninstall it under Apps > My Apps and install it again. If you are done with it, uninstalling is enough.',
        },
        uninstalled: {
          label: 'Uninstalled',
          sentence: 'The app was uninstalled. It can no longer reach your store.',
          todo: 'To use it again, install it from Apps.',
        },
      } satisfies Record<string, StatusText>,
      partlyAllowed: {
        label: 'Permissions missing',
        sentence: 'The app was given access to your store.',
      },
    },
    details: {
      heading: 'Details',
      storeHash: 'Store ID (for support)',
      connectionName: 'Connection name',
      installed: 'Installed',
      installedBy: 'Installed by',
      unknown: 'Not known',
    },
    permissions: {
      heading: 'What the app may do',
      connected: 'The person who installed the app allowed this.',
      notConnected: 'This was allowed when the app was last installed.',
      none: 'The app has no permission in your store.',
    },
    notGranted: {
      titles: {
        installed: 'Installed, but without these permissions',
        reinstalled: 'Installed again, but without these permissions',
        later: 'The app lacks these permissions',
      },
      technical: (count: number) =>
        count === 1 ? 'One technical permission' : `${count} technical permissions`,
      todo: 'Ask the app’s developer to add them to the app. Until then, parts of it may not work.',
      developer: {
        summary: 'For the developer',
        text: 'BigCommerce grants the scopes that the app is registered for. Add these to the app in the Developer Portal, then have it installed again:',
      },
    },
    users: {
      heading: 'Who has used the app',
      none: 'Nobody has opened the app yet.',
      email: 'Email address',
      owner: 'Store owner',
      firstSeen: 'First opened',
      lastSeen: 'Last opened',
    },
    remove: {
      heading: 'Remove the app',
      steps: [
        'In BigCommerce, go to Apps > My Apps.',
        'Find this app and choose Uninstall.',
        'Confirm.',
      ],
      afterwards:
        'Its access to your store is removed at once, and everyone who has the app open is signed out. Your products, orders and customers stay as they are.',
    },
  },
  signedOut: {
    title: 'You are signed out',
    happened: 'You signed out of BigCommerce, so this app closed as well.',
    todo: 'Sign in to BigCommerce and open the app from Apps.',
  },
  notSignedOut: {
    title: 'You may still be signed in',
    happened: 'You could not be signed out of this app for certain.',
    todo: 'Close this window.',
  },
  failure: {
    todoHeading: 'What to do',
    sendAgainHint:
      'What you typed was kept, but for passwords, tokens and secrets: the form asks for those again.',
    sendAgain: 'Send it again',
    reference: 'Reference:',
    referenceHint: 'Give this reference when you ask for help.',
    developer: 'For the developer',
    withoutFilters: 'Open the list without filters',
  },
  failures: englishFailures as FailureTexts,
  consoleFailures,
  visitorFailures,
  shell,
  signIn,
  users,
  apiKeys,
  iclients,
  callbacks,
  scopePicker,
  connections,
  connectionForms,
  companies,
  settings,
  authorize,
  picker,
  link,
  events,
};

type StatusText = { label: string; sentence: string; todo: string | undefined };
