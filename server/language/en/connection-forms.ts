/** The forms that add and change a connection. */
export const connectionForms = {
  choose: {
    title: 'Add a connection',
    app: 'With an app',
    appText:
      'The merchant accepts the app’s permissions in BigCommerce. You need the store’s address, no password.',
    apiAccount: 'With an API account',
    apiAccountText:
      'The merchant made a store-level API account and gave you its credentials, often as a text file.',
  },
  app: {
    title: 'Connect with an app',
    intro: 'A window of BigCommerce opens for the merchant, or for you, to accept.',
    saveAndAuthorize: 'Save & authorize',
    save: 'Save without authorizing',
  },
  apiAccount: {
    title: 'Connect with an API account',
    file: 'Credentials file',
    fileText: 'Drop the text file here or choose it, or paste what is in it.',
    fileButton: 'Choose a file',
    fileHint: 'BigCommerce offers it once, when the API account is made.',
    where:
      'In BigCommerce: Settings > Store-level API accounts > Create API account, token type V2/V3.',
    fileFilled: 'The fields below are filled from the file.',
    fileProblems: {
      too_large:
        'This is more than a credentials file can be. Choose the text file that BigCommerce made.',
      nothing_found:
        'Nothing of an API account was found in this. A credentials file has lines such as “ACCESS TOKEN: …” and “API PATH: …”; otherwise fill in the fields.',
      access_token_missing: 'No line “ACCESS TOKEN: …” was found. Give the access token yourself.',
      access_token_malformed:
        'The access token in it has spaces or other characters that no token has. Copy it again, or give it yourself.',
      store_missing: 'No line “API PATH: …” was found. Give the store yourself.',
      store_malformed: 'Its API path is not one of a store. Give the store yourself.',
      stores_differ: 'Its API path and its store hash are of two stores. Give the store yourself.',
      label_repeated:
        'It has one line twice, with two values, as if it were of two API accounts. Give the text of one.',
    },
    fields: 'Or fill in the fields',
    test: 'Test',
    testAndSave: 'Test and save',
    testing: 'Testing…',
    giveAgain:
      'The secrets are never sent back to this page. Give the access token, and the client secret or the file, once more.',
    lost: 'The connector could not be reached. Nothing was saved; try again.',
    signedOut:
      'You are signed out. Nothing was saved. Sign in in another tab, then press the button here again: what you typed stays.',
    tooMany: 'Too many attempts. Wait a minute, then press the button again: what you typed stays.',
  },
  edit: {
    title: (name: string) => `Edit “${name}”`,
    tokenHint: 'Leave it empty to keep the present token.',
    storeHint: 'It can be changed until somebody authorizes the connection.',
  },
  fields: {
    name: 'Connection name',
    nameHint: 'How you will find it again. Each name is used once.',
    store: 'Store',
    storeHint:
      'The store hash, the API path, or the address of the control panel: any of them will do.',
    iclient: 'iClient',
    iclientHint: 'The app through which the store is reached.',
    addIClient: 'Add an iClient',
    editIClient: 'Edit this one',
    newTab: '(opens a new tab)',
    refreshIClients: 'Refresh the list',
    onlyAdmins: 'Admins add and edit iClients.',
    noIClient: 'There is no iClient yet. An admin has to add one first.',
    callback: 'Callback URL',
    callbackHint: 'It must be registered for the app in the Developer Portal.',
    callbackChoice: 'Callback URL to use',
    credentials: 'Credentials file',
    accessToken: 'Access token',
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    notNeeded: 'Calls do not need it.',
    wanted: 'Scopes that you need',
    wantedHint: 'The test compares them with what the token holds.',
    scopes: 'Scopes',
    scopesOfIClient: 'As the iClient',
    scopesAny: 'Whatever the token holds',
    scopesOwn: 'Choose them',
    advanced: 'Advanced',
    level: 'Concurrency level',
    levelHint: 'How many requests may run at once, 1 to 25. Empty means 5.',
    borrowFrom: 'Borrow concurrency from',
    borrowNone: 'Nobody: a level of its own',
    borrowHint:
      'A connection to the same store. The requests of both then count together, and the level above is not used.',
    borrowLater:
      'Give the store first: then the connections to it are offered here, or later with “Edit”.',
  },
  errors: {
    name: 'Give a name of 1 to 100 characters, all of them visible.',
    nameTaken: 'Another connection has this name.',
    iclient: 'Choose an iClient.',
    iclientGone: 'This iClient was deleted meanwhile. Choose another.',
    level: 'Give a whole number from 1 to 25.',
    lender: 'This connection cannot lend: it must be to the same store and must not borrow itself.',
    redirectUri: 'Choose one of the callback URLs.',
    scopes:
      'Choose at least one scope, all of them words of letters, digits and underscores, or do not choose your own.',
    scopesTooMany: (limit: number) => `There can be at most ${limit} scopes.`,
    typeAgain: 'Type it again: it is never sent back to this page.',
    changedMeanwhile:
      'Somebody changed this connection while you had its form open. What you typed is below: compare it with the connection’s page, then save again.',
    token: 'Give the access token: a line without spaces.',
    tokenRefused: 'BigCommerce refuses this token for this store. Check both.',
    credential: 'Give at most 200 characters, without spaces.',
    connectionExists: 'This iClient already has a connection to this store.',
    otherConnection: 'Open that connection',
    storeFixed:
      'The connection was authorized for its store meanwhile, so the store cannot be changed any more. Add another connection for the other store.',
    storeLends:
      'Another connection borrows its concurrency, so its store cannot be changed. Change that one first.',
    unreachable:
      'BigCommerce could not be reached, so the token could not be tested. Try again in a minute.',
    busy: 'The connection is busy: it makes as many calls as it may, so the token could not be tested. Try again in a minute.',
    store: {
      empty: 'Give the store.',
      vanity_address:
        'This is the address that shoppers see. Give the address of the control panel (store-….mybigcommerce.com) or the API path.',
      not_bigcommerce:
        'This is not an address of BigCommerce. Give the address of the control panel (store-….mybigcommerce.com), the API path or the store hash.',
      look_alike:
        'This address only looks like one of BigCommerce. Check where it comes from, and copy the one of the control panel (store-….mybigcommerce.com).',
      malformed:
        'No store hash was found in this. Give the address of the control panel (store-….mybigcommerce.com), the API path or the store hash.',
    },
    storeTold: (storeHash: string) => `Understood as the store ${storeHash}.`,
  },
  result: {
    title: 'Test result',
    live: 'BigCommerce accepts the token.',
    store: (name: string) => `It belongs to the store “${name}”.`,
    storeUnknown: 'The store’s name could not be read.',
    held: 'Works',
    readHeld: 'Reading works; changing cannot be tested',
    refused: 'Refused',
    unknown: 'Cannot be tested',
    missing: (count: number) =>
      count === 1
        ? '1 scope that you need is refused.'
        : `${count} scopes that you need are refused.`,
    complete: 'No scope that you need is refused.',
    refusedOthers: (count: number) =>
      count === 1 ? '1 scope that it does not have' : `${count} scopes that it does not have`,
    notSaved: 'Nothing is saved yet.',
  },
};
