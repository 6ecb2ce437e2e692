/** iClients and their callback URLs. */
import type { FailureTexts } from './failures.ts';
export const iclients = {
  title: 'iClients',
  intro:
    'An iClient is the client ID and client secret of one BigCommerce app. Connections share it: when its secret changes, all of them go on working.',
  add: 'Add an iClient',
  empty: {
    heading: 'No iClient yet',
    text: 'Add the client ID and client secret of your BigCommerce app to connect stores through it.',
    viewer: 'Ask an admin to add one.',
  },
  columns: {
    name: 'Name',
    clientId: 'Client ID',
    connections: 'Connections',
    updated: 'Updated',
  },
  fromEnvironment: 'From the environment',
  fromEnvironmentText:
    'Its name, client ID, client secret, account UUID and scopes come from the service’s configuration (BIGCOMMERCE_CLIENT_ID and its neighbours). Only the whitelist can be changed here, and it cannot be deleted.',
  notices: {
    created: 'The iClient was added',
    changed: 'The iClient was changed',
    deleted: 'The iClient was deleted',
  },
  registerNow: 'Now register its callback URLs in the Developer Portal.',
  shortNow: (count: number, counted: number) => {
    if (count === 0) return 'No connection is short of scopes now.';
    if (count === 1) return 'One connection needs to be authorized again now.';
    return count >= counted
      ? `${counted} connections or more need to be authorized again now.`
      : `${count} connections need to be authorized again now.`;
  },
  stillChecking: {
    heading: 'Its connections are still being checked',
    text: 'Its scopes were changed a moment ago. Until all connections are compared with them, some may look connected although scopes are missing. Load this page again to see whether it is done.',
  },
  details: {
    heading: 'Details',
    accountUuid: 'Account UUID',
    notGiven: 'Not given',
    secret: 'Client secret',
    secretKept: 'Saved, and never shown',
    created: 'Added',
    updated: 'Updated',
  },
  actions: { edit: 'Edit', delete: 'Delete' },
  callbacks: {
    heading: 'Callback URLs',
    text: 'BigCommerce calls these addresses. They belong to this iClient alone.',
    labels: {
      auth: 'Auth callback URL',
      load: 'Load callback URL',
      uninstall: 'Uninstall callback URL',
      remove_user: 'Remove user callback URL',
    },
    guide: {
      heading: 'Where they go in the Developer Portal',
      steps: [
        'Open devtools.bigcommerce.com, then My Apps, and edit the app with this client ID.',
        'On its Technical tab, paste each address into the field of the same name: Auth Callback URL, Load Callback URL, Uninstall Callback URL.',
        'Remove User Callback URL appears once Multiple Users is switched on.',
        'Under OAuth scopes, choose the scopes listed here, no more and no fewer.',
        'Save. BigCommerce takes https addresses only, and compares them letter by letter.',
      ],
    },
  },
  scopes: {
    heading: 'Scopes',
    none: 'No scope is chosen: the app asks for nothing but the basics.',
    unknown: (scopes: string) => ({
      heading: 'Scopes that are not in BigCommerce’s list',
      text: `${scopes}. BigCommerce refuses a whole authorization for one misspelled scope, so check the spelling.`,
    }),
    changing: {
      heading: 'Changing scopes concerns every installed store',
      text: 'Make the same change in the Developer Portal. BigCommerce then ends the access of each store until its merchant opens the app and accepts again. Connections whose grant lacks one of the chosen scopes are marked as needing authorization.',
    },
  },
  whitelist: {
    heading: 'Whitelist',
    none: 'No further auth callback URL.',
    problems: {
      characters: (entry: string) =>
        `${entry}: it has spaces, backslashes or characters outside ASCII. Give the address as a browser shows it when copied.`,
      too_long: (entry: string) => `${entry.slice(0, 60)}…: it is longer than 500 characters.`,
      wildcard: (entry: string) =>
        `${entry}: wildcards are not possible. Give each address in full.`,
      not_a_url: (entry: string) => `${entry}: this is not a complete address.`,
      user_info: (entry: string) => `${entry}: leave out the user name before the @.`,
      fragment: (entry: string) => `${entry}: leave out the # and what follows it.`,
      query: (entry: string) => `${entry}: leave out the ? and what follows it.`,
      not_https: (entry: string) =>
        `${entry}: it must start with https://. Only localhost may do with http://.`,
      trailing_slash: (entry: string) =>
        `${entry}: remove the slash at the end. With it, it is another address.`,
      wrong_path: (entry: string) =>
        `${entry}: it must end with the path of this iClient’s own auth callback URL.`,
      spelling: (entry: string) =>
        `${entry}: browsers would write it differently. Use lower case for the host, and leave out the default port and dots in the path.`,
    },
    tooMany: (limit: number) => `There can be at most ${limit}.`,
  },
  usedBy: {
    heading: 'Connections',
    none: 'No connection uses it.',
    more: (count: number) => (count === 1 ? 'and one more' : `and ${count} more`),
    count: (count: number) => (count === 1 ? 'One connection' : `${count} connections`),
  },
  form: {
    newTitle: 'Add an iClient',
    editTitle: (name: string) => `Edit “${name}”`,
    whitelistLater: 'Its callback URLs are shown once it is saved. A whitelist can be added then.',
  },
  fields: {
    name: 'Name',
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    accountUuid: 'Account UUID',
    whitelist: 'Whitelist of further auth callback URLs',
    otherScopes: 'Other scopes',
  },
  hints: {
    name: 'For you and your colleagues. The callback URLs are made from the first name and then stay.',
    clientId: 'In the Developer Portal: My Apps, View Client ID.',
    clientSecret: 'It stands beside the client ID. It is kept encrypted and never shown again.',
    clientIdKept:
      'Another client ID is another app: each connection of this iClient then has to be authorized again.',
    clientSecretKept: 'Leave it empty to keep the one that is saved.',
    accountUuid: 'Your account in the Developer Portal, where you have one.',
    whitelist: (own: string) =>
      `Besides ${own}, one on each line: a tunnel, or another domain. https only, and the same path at the end.`,
  },
  errors: {
    name: 'Give a name of 1 to 100 characters, all of them visible.',
    changedMeanwhile:
      'Somebody changed this iClient while you had its form open. What you typed is below: compare it with the iClient’s page, then save again.',
    clientId: 'Give the client ID: at most 200 characters without spaces.',
    clientIdReserved:
      'Give the app’s own client ID: those that begin with “simulation-” belong to simulated installs.',
    clientIdTaken: 'Another iClient has this client ID. Use that one, or give another client ID.',
    otherIClient: 'Open that iClient',
    secretMissing: 'Give the client secret.',
    secretShape: 'A client secret has at most 200 characters and no spaces.',
    secretAgain: 'Type the client secret again: it is never sent back to a page.',
    accountUuid: 'An account UUID looks like 1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f.',
    scopes: 'Some of these cannot be scopes. Scopes are words of letters, digits and underscores.',
    scopesTooMany: 'There can be at most 100 scopes.',
  },
  remove: {
    title: (name: string) => `Delete “${name}”?`,
    refused: (name: string) => `“${name}” cannot be deleted`,
    text: 'Its client secret is destroyed, and BigCommerce’s calls to its callback URLs are refused from then on. This cannot be undone.',
    confirm: 'Delete this iClient',
    inUse: {
      heading: 'It cannot be deleted yet',
      text: 'These connections use it. Delete them first.',
    },
  },
};

/** What stood in the way of a change of iClients. */
export const iclientFailures = {
  iclient_unknown: {
    title: 'There is no such iClient',
    happened: 'The address names an iClient that was deleted or never existed.',
    todo: 'Choose one from the list of iClients.',
  },
  iclient_in_use: {
    title: 'This iClient is still in use',
    happened: 'Connections use it, so it was not deleted.',
    todo: 'Delete those connections first. The iClient’s page names them.',
  },
  iclient_from_environment: {
    title: 'This iClient is described by the environment',
    happened:
      'Its name, client ID, client secret and scopes come from the service’s configuration, so nothing was changed here.',
    todo: 'Change BIGCOMMERCE_CLIENT_ID and its neighbours in the configuration and restart the service.',
  },
  client_id_taken: {
    title: 'Another iClient has this client ID',
    happened: 'Client IDs are unique. Nothing was changed.',
    todo: 'Use the iClient that has it, or give another client ID.',
  },
} satisfies Partial<FailureTexts>;
