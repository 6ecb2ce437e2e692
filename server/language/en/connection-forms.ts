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
    fields: 'Or fill in the fields',
    test: 'Test',
    testAndSave: 'Test and save',
    testing: 'Testing…',
    giveAgain:
      'The secrets are never sent back to this page. Give the access token, and the client secret or the file, once more.',
    lost: 'The connector could not be reached. Nothing was saved; try again.',
  },
  edit: {
    title: (name: string) => `Edit ${name}`,
    tokenHint: 'Leave it empty to keep the present token.',
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
    noIClient: 'There is no iClient yet. An admin has to add one first.',
    callback: 'Callback URL',
    callbackHint: 'It must be registered for the app in the Developer Portal.',
    callbackChoice: 'Callback URL to use',
    callbackOwn: 'The connector’s own',
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
    levelHint: 'How many requests may run at once, 1 to 25.',
    borrowFrom: 'Borrow concurrency from',
    borrowNone: 'Nobody: a level of its own',
    borrowHint:
      'A connection to the same store. The requests of both then count together, and the level above is not used.',
    borrowLater: 'Once it is saved, “Edit” can borrow from another connection to the same store.',
  },
  errors: {
    name: 'Give a name of 1 to 100 characters.',
    nameTaken: 'Another connection has this name.',
    iclient: 'Choose an iClient.',
    level: 'Give a whole number from 1 to 25.',
    lender: 'This connection cannot lend: it must be to the same store and must not borrow itself.',
    redirectUri: 'Choose one of the callback URLs.',
    scopes: 'Choose at least one scope, all of them well formed, or do not choose your own.',
    token: 'Give the access token: a line without spaces.',
    tokenRefused: 'BigCommerce refuses this token for this store. Check both.',
    credential: 'Give at most 200 characters, without spaces.',
    credentials: 'The file is not one of BigCommerce’s: no access token was found in it.',
    connectionExists: 'This iClient already has a connection to this store.',
    otherConnection: 'Open that connection',
    unreachable:
      'BigCommerce could not be reached, so the token could not be tested. Try again in a minute.',
    store: {
      empty: 'Give the store.',
      vanity_address:
        'This is the address that shoppers see. Give the address of the control panel (store-….mybigcommerce.com) or the API path.',
      not_bigcommerce: 'This is not an address of BigCommerce.',
      look_alike: 'This address only looks like one of BigCommerce. Check where it comes from.',
      malformed: 'No store hash was found in this.',
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
    notSaved: 'Nothing is saved yet.',
  },
};
