/** The pages on which a merchant connects a store by a link. */
import { linkApiAccount } from './link-api-account.ts';
import { linkApp } from './link-app.ts';
import { linkConsent } from './link-consent.ts';

export const link = {
  skip: 'Skip to the content',
  steps: {
    label: 'Steps',
    names: {
      access: 'What it may do',
      way: 'How to connect',
      connect: 'Your store',
      done: 'Done',
    },
    behind: 'finished',
  },
  help: 'Questions?',
  terms: 'Terms of use',
  privacy: 'Privacy policy',
  leaveLink: 'Stop and leave',
  consent: linkConsent,
  access: {
    agree: 'Agree and continue',
    agreed: 'You have agreed to this.',
    goOn: 'Continue',
  },
  way: {
    title: 'How do you want to connect?',
    text: 'Both lead to the same result.',
    app: {
      title: 'Install the app',
      text: 'You accept in BigCommerce with one click. This is the quickest.',
    },
    apiAccount: {
      title: 'Use an API account',
      text: 'You create an API account in your control panel and hand over its file here. We show you how.',
    },
  },
  app: linkApp,
  apiAccount: linkApiAccount,
  done: {
    connected: {
      title: 'Your store is connected',
      text: (store: string, company: string) => `${store} is now connected for ${company}.`,
    },
    cancelled: {
      title: 'You stopped',
      text: 'Nothing was connected.',
      todo: 'If you change your mind, open the link again from the message that you got.',
    },
    failed: {
      title: 'Your store was not connected',
      text: 'You stopped after something had gone wrong. Nothing was connected.',
      todo: 'To try again, open the link again from the message that you got.',
    },
    goBackTo: (product: string) => `Go back to ${product}`,
    goBack: 'Go back',
    close: 'You can close this window.',
  },
  leave: {
    title: 'Stop connecting your store?',
    text: 'Your store is not connected yet. If you stop now, you start from the beginning next time.',
    stop: 'Stop',
    goOn: 'Go on connecting',
  },
  failure: {
    ask: 'For help, contact',
    askSender: 'If you need help, ask whoever sent you the link.',
    reference: 'Give this reference when you ask:',
  },
};
