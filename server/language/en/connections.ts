/** The list of connections, a connection's page, and the pages that end one. */
import type { FailureTexts } from './failures.ts';
export const connections = {
  title: 'Connections',
  add: 'Add a connection',
  kinds: { app: 'App', api_account: 'API account' },
  statuses: {
    pending: 'Not authorized yet',
    connected: 'Connected',
    needs_reauthorization: 'Needs authorization again',
    disconnected: 'Disconnected',
    uninstalled: 'Uninstalled',
  },
  notices: {
    created: 'The connection is saved. Nobody has authorized it yet.',
    created_connected: 'The connection is saved and works.',
    created_lacking: 'The connection is saved, but its token lacks scopes that you need.',
    saved: 'The changes are saved.',
    authorized: 'The connection is authorized.',
    tested: 'The test went well: BigCommerce accepts the token.',
    test_failed: 'BigCommerce refuses the token of this connection.',
    test_without_token: 'There is no token to test yet. Authorize the connection first.',
    test_unreachable:
      'BigCommerce could not be reached, so nothing was tested. Try again in a minute.',
    test_busy:
      'The connection is busy: it makes as many calls as it may, or BigCommerce asked it to pause. Nothing was tested. Try again in a minute.',
    disconnected: 'The connection is disconnected. Its token is deleted here.',
    deleted: 'The connection is deleted.',
  },
  list: {
    search: 'Search by name or store',
    searchHint: 'Finds beginnings of words in names, domains and store hashes.',
    status: 'Status',
    kind: 'Kind',
    iclient: 'iClient',
    sort: 'Sort by',
    any: 'All',
    sorts: { name: 'Name', updated: 'Last updated', last_used: 'Last used' },
    apply: 'Search',
    filters: (count: number) =>
      count === 0 ? 'Filters and order' : `Filters and order (${count})`,
    clear: 'Show all',
    next: 'Next page',
    previous: 'Previous page',
    first: 'First page',
    pages: 'Pages',
    pageNumber: (number: string) => `Page ${number}`,
    columns: {
      name: 'Name',
      status: 'Status',
      kind: 'Kind',
      store: 'Store',
      scopes: 'Scopes',
      lastUsed: 'Last used',
      updated: 'Last updated',
      actions: 'Actions',
    },
    actionsOf: (name: string) => `Actions for ${name}`,
    scopeCount: (count: number) => (count === 1 ? '1 scope' : `${count} scopes`),
    scopesOfIClient: 'As the iClient',
    scopesUnknown: 'Not tested',
    empty: {
      title: 'No connection yet',
      text: 'A connection is a saved way into one BigCommerce store. Add one here, or install the app in a store: its connection then appears by itself.',
      viewer: 'Somebody with the builder role can add one.',
    },
    goneIClient: {
      option: 'A deleted iClient',
      text: 'The filter names an iClient that does not exist any more. Choose another one, or show all connections.',
    },
    noMatch: {
      title: 'No connection matches',
      text: 'Search for less, or change the filters.',
    },
    tooMany: (shown: boolean) =>
      `More than 1,000 connections may match, and only the first 1,000 were looked at. ${shown ? 'These match.' : 'None of them matches.'} Type more to narrow the search.`,
  },
  actions: {
    edit: 'Edit',
    test: 'Test now',
    authorize: 'Authorize',
    reauthorize: 'Reauthorize',
    events: 'Events',
    disconnect: 'Disconnect',
    delete: 'Delete',
  },
  detail: {
    back: 'All connections',
    status: 'Status',
    sentences: {
      pending: 'It is saved, but nobody has given it access to the store yet.',
      connected: 'It has access to the store.',
      needs_reauthorization:
        'It must be authorized again: BigCommerce no longer accepts its token, or scopes are missing.',
      disconnected: 'It was disconnected here, and its token deleted. It has no access.',
      uninstalled: 'The store uninstalled the app. It has no access.',
    },
    todos: {
      pending:
        'Choose “Authorize” and accept in BigCommerce, or install the app from the store’s control panel.',
      connected: undefined as string | undefined,
      needs_reauthorization: 'Choose “Reauthorize” and accept in BigCommerce.',
      disconnected: 'Choose “Reauthorize” to connect it again.',
      uninstalled: 'Choose “Reauthorize”, or install the app again from the store’s control panel.',
    },
    apiAccountSentence:
      'It needs a new token: BigCommerce no longer accepts the one it has, or refuses scopes that you need.',
    apiAccountTodo:
      'Make an API account with all the scopes that you need, then choose “Edit” and give a new access token.',
    testing: 'Testing the token and its scopes. This can take up to half a minute.',
    testProgress: 'Scopes tested: %d of %d',
    testTitle: 'What the test found so far',
    testLost: 'The connector could not be reached. Try again.',
    lastFailure: (when: string) => `The last failure, ${when}:`,
    store: 'Store',
    storeName: 'Name',
    domain: 'Domain',
    timeZone: 'Time zone',
    storeHash: 'Store hash',
    id: 'Connection id',
    owner: 'Owner',
    unknown: 'Not known',
    access: 'Access',
    kind: 'Kind',
    iclient: 'iClient',
    noIClient: 'None: it has a token of its own',
    authorizedBy: 'Authorized by',
    concurrency: 'Concurrency',
    level: (level: number) =>
      level === 1 ? '1 request at once' : `Up to ${level} requests at once`,
    borrows: 'Borrowed from',
    borrowers: 'Lends its concurrency to',
    apiKeys: 'API keys made for it',
    nobody: 'Nobody',
    dates: 'Dates',
    created: 'Added',
    authorized: 'Last authorized',
    updated: 'Last updated',
    lastUsed: 'Last used',
    lastFailed: 'Last failed',
    scopes: 'Scopes',
    scopeColumns: {
      scope: 'Scope',
      wanted: 'Wanted',
      granted: 'Granted',
      detected: 'Found by testing',
    },
    wantedOwn: 'This connection has scopes of its own.',
    wantedIClient: 'It asks for the scopes of its iClient.',
    yes: 'Yes',
    no: 'No',
    held: 'Works',
    readHeld: 'Reading works; changing cannot be tested',
    refused: 'Refused',
    notTested: 'Not tested',
    untold: 'The test could not tell',
    asked: ({ held, refused, unknown }: { held: number; refused: number; unknown: number }) =>
      `Scopes tested: ${held + refused + unknown}. Working: ${held}. Refused: ${refused}. No clear answer: ${unknown}.`,
    testedAt: (when: string) => `Tested ${when}.`,
    neverTested: 'The token was never tested.',
    missing: (count: number) =>
      count === 1
        ? '1 wanted scope is missing. Authorize again to get it; if it stays missing, add it to the app in the Developer Portal first.'
        : `${count} wanted scopes are missing. Authorize again to get them; if they stay missing, add them to the app in the Developer Portal first.`,
    missingApiAccount: (count: number) =>
      count === 1
        ? 'BigCommerce refuses 1 wanted scope. Make an API account with it, then edit this connection and give the new token.'
        : `BigCommerce refuses ${count} wanted scopes. Make an API account with them, then edit this connection and give the new token.`,
    nothingMissing: 'All wanted scopes are there.',
    noScopes: 'No scopes are known.',
    users: 'Who opened the app',
    noUsers: 'Nobody yet.',
    lastSeen: 'Last opened',
    email: 'Email address',
    events: 'Latest events',
    allEvents: 'All events of this connection',
    noEvents: 'Nothing yet.',
  },
  usedByApiKeys: (count: number) =>
    count === 1
      ? '1 API key was made for this connection. Its calls through it will fail:'
      : `${count} API keys were made for this connection. Their calls through it will fail:`,
  disconnect: {
    title: (name: string) => `Disconnect “${name}”`,
    what: 'The token is deleted here at once, and calls through this connection stop. The connection itself stays and can be authorized again.',
    merchantApp:
      'BigCommerce still shows the app as installed. To end its access there too, the merchant goes to Apps > My Apps in the control panel and uninstalls it.',
    merchantApiAccount:
      'The API account still exists in BigCommerce. To end its access there too, the merchant goes to Settings > Store-level API accounts and deletes it.',
    usedBy: (count: number) =>
      count === 1
        ? '1 connection borrows its concurrency; it goes on working:'
        : `${count} connections borrow its concurrency; they go on working:`,
    confirm: 'Disconnect',
  },
  remove: {
    title: (name: string) => `Delete “${name}”`,
    what: 'The connection, its token and the list of people who opened the app are deleted here. The events stay. This cannot be undone.',
    merchantApp:
      'BigCommerce still shows the app as installed until the merchant uninstalls it under Apps > My Apps.',
    merchantApiAccount:
      'The API account still exists in BigCommerce until the merchant deletes it under Settings > Store-level API accounts.',
    borrowed: (count: number) =>
      count === 1
        ? '1 connection borrows its concurrency, so it cannot be deleted. Change that one first:'
        : `${count} connections borrow its concurrency, so it cannot be deleted. Change them first:`,
    typeName: 'Type the connection’s name to confirm',
    wrongName: 'This is not the connection’s name.',
    confirm: 'Delete for good',
  },
};

/** What stood in the way of a change of connections. */
export const connectionFailures = {
  connection_unknown: {
    title: 'There is no such connection',
    happened: 'It may have been deleted meanwhile, or the address is mistyped.',
    todo: 'Look for it in the list of connections.',
  },
  connection_exists: {
    title: 'There is a connection to this store already',
    happened:
      'BigCommerce gives one token for each app and store, so a second connection would stop the first one. Nothing was saved.',
    todo: 'Use the connection that is there, or choose another app or store.',
  },
  name_taken: {
    title: 'This name is taken',
    happened: 'Another connection has it; capitals make no difference. Nothing was saved.',
    todo: 'Choose another name.',
  },
  lender_unsuitable: {
    title: 'Concurrency cannot be borrowed from this connection',
    happened:
      'A lender is another connection to the same store that does not borrow itself, and a connection that lends cannot borrow. Nothing was saved.',
    todo: 'Choose another connection, or a level of its own.',
  },
  store_fixed: {
    title: 'The store cannot be changed any more',
    happened: 'The connection was authorized for its store meanwhile. Nothing was changed.',
    todo: 'Add another connection for the other store.',
  },
  lends_concurrency: {
    title: 'Other connections borrow from this one',
    happened: 'They share its concurrency and cannot do without it. Nothing was deleted.',
    todo: 'Give those connections a level of their own or another lender, then delete this one.',
  },
} satisfies Partial<FailureTexts>;
