/** The step of a link in which a merchant installs the app, the window of BigCommerce, and the way back. */
import type { ErrorCode } from '../../errors.ts';

export type LinkAppFailure = { title: string; happened: string; todo: string };

const nothing = 'Nothing was connected.';
const again = 'You can try again here.';

const failed: Partial<Record<ErrorCode, LinkAppFailure>> = {
  consent_denied: {
    title: 'The access was not granted',
    happened: `In BigCommerce it was not accepted. ${nothing}`,
    todo: 'If that was a mistake, try again here and accept what the app asks for.',
  },
  authorization_failed: {
    title: 'BigCommerce did not allow it',
    happened: `BigCommerce stopped before it gave access. ${nothing}`,
    todo: `${again} If it happens again, ask whoever sent you the link.`,
  },
  authorization_expired: {
    title: 'It took too long',
    happened: `For the safety of your store this has to be finished within ten minutes. ${nothing}`,
    todo: again,
  },
  store_mismatch: {
    title: 'That was another store',
    happened: `BigCommerce answered for another store than the one that you gave. ${nothing}`,
    todo: 'Check the address, and sign in to BigCommerce with the account of that store.',
  },
  store_not_connected: {
    title: 'The store could not be connected',
    happened: `BigCommerce or we could not accept it just now. ${nothing}`,
    todo: 'Check that it is the right store, and try again here in a few minutes. If it happens again, ask whoever sent you the link.',
  },
  link_used: {
    title: 'This link is being used in another window',
    happened: `It connects one store only. ${nothing}`,
    todo: 'If you use it in another window, finish there. Otherwise wait a minute, then try again here.',
  },
};

export const linkApp = {
  title: 'Connect with the app',
  text: 'You go to BigCommerce, sign in there if you are asked to, and accept. Then you come back here.',
  store: 'Address of your store',
  storeHint:
    'As it begins while you are in the control panel, such as store-abc123.mybigcommerce.com. Paste all of it if you like.',
  storeTold: (storeHash: string) => `Understood: store ${storeHash}.`,
  problems: {
    empty: 'Give the address of your store.',
    vanity_address:
      'This is the address that shoppers see. Give the one of your control panel: it begins with “store-”.',
    not_bigcommerce:
      'This is not an address of BigCommerce. Give the one of your control panel: it begins with “store-”.',
    look_alike:
      'This address only looks like one of BigCommerce. Check where it comes from, and copy the one of your control panel.',
    malformed:
      'We found no store in this. Copy the address of your control panel: it begins with “store-”.',
  },
  named: (app: string) => `In BigCommerce the app may be called “${app}”.`,
  goOn: 'Continue to BigCommerce',
  willOpen: 'A window of BigCommerce opens.',
  byInstall: 'Or start at BigCommerce',
  byInstallText:
    'Then you need not type anything: choose your store there and install the app. You come back here at the end.',
  install: 'Start at BigCommerce',
  otherWay: 'Use an API account instead',
  giveUp: 'Stop and tell that it failed',
  opening: { title: 'Opening BigCommerce', text: 'This takes a moment.' },
  going: {
    title: 'Going to BigCommerce',
    text: 'You are being sent to BigCommerce, where you can accept.',
    link: 'Continue to BigCommerce',
  },
  returned: {
    title: 'Back from BigCommerce',
    text: 'You can close this window: the page from which it was opened goes on.',
    link: 'Go on in this window',
  },
  panel: {
    waiting: {
      title: 'Waiting for BigCommerce',
      text: 'Accept in the window that opened. This page goes on by itself when you are done.',
    },
    exchanging: {
      title: 'Finishing',
      text: 'BigCommerce answered. Your store is being connected.',
    },
    blocked: {
      title: 'The window was blocked',
      text: 'Your browser did not let a new window open. You can go on in this tab.',
    },
    closed: {
      title: 'Was the window closed?',
      text: 'We have not heard from BigCommerce yet. If its window is still open, go on there: this page keeps watching. Otherwise open it again.',
    },
    lost: {
      title: 'We could not be reached',
      text: 'Nothing was connected. Check your internet connection, then try again.',
    },
    again: 'Try again',
    here: 'Continue in this tab',
    reopen: 'Open the window again',
  },
  confirm: {
    title: 'Is this your store?',
    installed: (store: string) => `BigCommerce has just installed the app in ${store}.`,
    question: (store: string, company: string) => `Do you want to connect ${store} for ${company}?`,
    yes: 'Yes, connect this store',
    no: 'No, another store',
  },
  failed,
  failedOtherwise: {
    title: 'Something went wrong',
    happened: `It could not be finished. ${nothing}`,
    todo: again,
  } as LinkAppFailure,
};
