/** API keys: the list, the form, and the key that is shown once. */
import type { FailureTexts } from './failures.ts';
export const apiKeys = {
  title: 'API keys',
  documentation: 'Documentation of the API',
  intro:
    'A program uses this connector with an API key. It can do what the key allows, and nothing else.',
  add: 'Make an API key',
  empty: {
    heading: 'No API key yet',
    text: 'Make one for each program, so that each can be revoked alone.',
  },
  columns: {
    name: 'Name',
    permissions: 'May',
    connections: 'Reaches',
    made: 'Made',
    lastUsed: 'Last used',
    actions: 'Actions',
  },
  by: (who: string) => `by ${who}`,
  allConnections: 'All connections',
  goneConnection: (id: string) => `${id} (deleted)`,
  moreConnections: (count: number) => `and ${count} more`,
  revoke: 'Revoke',
  notices: {
    revoked: 'The API key was revoked. Programs that use it are refused from now on.',
  },
  permissions: {
    'connections:read': {
      label: 'See connections',
      hint: 'Names, stores and states, and companies with their links. Never a token.',
    },
    'connections:write': {
      label: 'Change connections',
      hint: 'Make, change, test, disconnect and delete them.',
    },
    'credentials:read': {
      label: 'Read access tokens',
      hint: 'Whoever has a token can call the store without this connector, even when the key is revoked. Programs that use the proxy do not need it.',
    },
    'iclients:read': { label: 'See iClients', hint: 'Without their client secrets.' },
    'iclients:write': { label: 'Change iClients', hint: 'Make, change and delete them.' },
    'callback-tests:write': {
      label: 'Test callback URLs',
      hint: 'Begin checks and simulated installs, which send requests to the callback URLs of any iClient, and checks to its whitelist entries as well. To read what came of them, “See iClients” is enough.',
    },
    'links:write': {
      label: 'Change companies and links',
      hint: 'Make, change and delete companies, and make and revoke the links by which merchants connect a store.',
    },
    'proxy:read': {
      label: 'Read from stores',
      hint: 'GET and HEAD requests through the proxy.',
    },
    'proxy:write': {
      label: 'Change stores',
      hint: 'All other requests through the proxy.',
    },
    'picker:write': {
      label: 'Open the picker',
      hint: 'Lets the users of another page see its connections, choose one, and authorize it or give it a new token. To let them make new ones, the key needs “Change connections”, too.',
    },
    'events:read': { label: 'Read events', hint: 'Who changed what, and when.' },
    '*': {
      label: 'Everything',
      hint: 'All of these, and whatever is added later.',
    },
  },
  form: {
    title: 'Make an API key',
    submit: 'Make the key',
    all: 'All connections',
    allHint: 'Those that are made later, too.',
    some: 'Only these',
    someHint: 'Those that you name below.',
    find: 'Find a connection by its name or store',
    add: 'Add',
  },
  fields: {
    name: 'Name',
    permissions: 'What it may do',
    reach: 'Which connections it reaches',
    connections: 'Connections',
  },
  hints: {
    name: 'The program that will use it, such as “Order export”.',
    connections: 'One name or id on each line.',
  },
  errors: {
    name: 'Write a name of 1 to 100 characters.',
    permissions: 'Choose at least one.',
    reach: 'Choose all connections, or only some.',
    connections: 'Write the name of at least one connection, or choose all connections.',
    allAndSome: 'You chose all connections and typed names. Choose one or the other.',
    tooMany: (most: number) => `A key can be limited to ${most} connections at most.`,
    unknownConnection: (name: string) => `No connection is called “${name}”.`,
  },
  made: {
    title: (name: string) => `The key “${name}” is made`,
    text: 'Copy it now and keep it where secrets are kept. It is shown only once: nobody can read it later, we neither.',
    key: 'API key',
    use: 'Send it with each request:',
    reload:
      'Loading this page again does not show the key again, and makes no second one. Should the key get lost, revoke it and make another.',
    done: 'I have copied it',
  },
  madeBefore: {
    heading: 'No second key was made',
    text: (name: string, hint: string) =>
      `This form has made the key “${name}” (${hint}…) already, and its text cannot be shown again. If nobody copied it, revoke it and send the form again.`,
    gone: 'This form has made a key before, which was revoked since. Send it again to make another.',
    revoke: 'Revoke that key',
  },
  revoking: {
    title: (name: string) => `Revoke “${name}”?`,
    key: (hint: string) => `The key begins with ${hint}.`,
    used: (when: string) => `It was last used ${when}.`,
    neverUsed: 'It was never used.',
    effect: 'Programs that use it are refused at once. This cannot be undone.',
    tokens:
      'It could read access tokens. Revoking it does not take those back: authorize the connections again if the key leaked.',
    confirm: 'Revoke the key',
  },
};

/** Keys of programs. */
export const apiKeyFailures = {
  api_key_unknown: {
    title: 'There is no such API key',
    happened: 'It may have been revoked meanwhile.',
    todo: 'Look at the list of API keys.',
  },
  api_key_made_before: {
    title: 'This form was sent before',
    happened: 'It has made an API key already, so no second one was made.',
    todo: 'If nobody copied that key, revoke it and make another one.',
  },
  api_key_invalid: (header) => ({
    title: 'This needs an API key that works',
    happened:
      header === undefined
        ? 'No API key was sent, or the one that was sent is unknown or revoked.'
        : `No API key was sent in the header ${header}, where this form of path takes it.`,
    todo: 'Send a key that an admin made in the console, under API keys, or at the command line with “npm run --silent admin -- create-api-key”.',
    developer:
      header === 'X-Auth-Token'
        ? 'Below /proxy/stores/ the header is “X-Auth-Token: bcc_…”.'
        : 'The header is “Authorization: Bearer bcc_…”; below /proxy/stores/ alone it is “X-Auth-Token: bcc_…”.',
  }),
  permission_missing: (permission) => ({
    title: 'The API key does not allow this',
    happened:
      permission === undefined
        ? 'It lacks a permission. Nothing was changed.'
        : `It lacks the permission ${permission}. Nothing was changed.`,
    todo: 'Ask an admin for a key that has it.',
  }),
} satisfies Partial<FailureTexts>;
