/** The step of a link in which a merchant makes an API account and hands it over. */
export const linkApiAccount = {
  title: 'Connect with an API account',
  lead: (product: string) =>
    `You create an API account in BigCommerce and hand its file over here. ${product} then reaches your store with it. It takes a few minutes.`,
  create: {
    title: '1. Create the API account',
    panel: 'Open the control panel of your store in another tab and sign in as its owner.',
    menu: 'Choose “Settings”, then “Store-level API accounts” under “API”.',
    add: 'Choose “Create API account”. As the token type, take “V2/V3 API token”.',
    name: (product: string) => `As the name, enter “${product}”, so that you know it again later.`,
    scopes:
      'Under “OAuth scopes”, set the permissions of the list that follows, and leave all others at “None”.',
    noScopes: 'Under “OAuth scopes”, leave everything at “None”: no permission is needed.',
    save: 'Choose “Save”. BigCommerce shows the details this one time, and your browser downloads a text file with them.',
  },
  permissions: {
    title: 'Permissions to set',
    name: 'In BigCommerce',
    level: 'Set it to',
    names: 'The names are those that BigCommerce shows.',
  },
  drawing: {
    label:
      'Drawing of the control panel: in the menu, “Settings” leads to “Store-level API accounts”. There, “Create API account” opens a form with the token type, the name and the permissions, and “Save” at its end.',
    settings: 'Settings',
    accounts: 'Store-level API accounts',
    create: 'Create API account',
    type: 'Token type',
    token: 'V2/V3 API token',
    name: 'Name',
    scopes: 'OAuth scopes',
    none: 'None',
    save: 'Save',
  },
  give: {
    title: '2. Hand it over',
    drop: 'Drop the text file here.',
    choose: 'Choose the file',
    read: (store: string) => `The file was read. It belongs to the store ${store}.`,
    readPart: 'The file was read. Fill in what is missing in it.',
    typing: 'Type the details instead',
    safe: 'What you hand over is sent to BigCommerce for the test, is stored encrypted and is never shown again.',
    test: 'Test and connect',
    testing: 'Your API account is being tested at BigCommerce. This takes a few seconds.',
    lost: 'We could not be reached, and nothing was connected. Check your internet connection and try again. What you entered is still here.',
    giveAgain:
      'To keep it safe, an access token is never sent back to this page. Hand over the file or the token once more.',
  },
  fields: {
    credentials: 'Text of the file',
    credentialsHint: 'Open the file, copy everything in it and paste it here.',
    store: 'Store',
    storeHint:
      'The address of your control panel (store-….mybigcommerce.com) or the API path that BigCommerce showed.',
    accessToken: 'Access token',
    accessTokenHint: 'BigCommerce showed it when you saved the API account.',
  },
  fileProblems: {
    too_large:
      'This is far more than the file of an API account has in it. Choose the text file that BigCommerce downloaded.',
    nothing_found:
      'Nothing of an API account was found in this: it may be another file, an empty one or a web page. Choose the text file that BigCommerce downloaded, with lines such as “ACCESS TOKEN: …” and “API PATH: …”.',
    access_token_missing:
      'It has no line “ACCESS TOKEN: …”. Choose the whole file, or type the access token.',
    access_token_malformed:
      'The access token in it has spaces or other characters that no token has. Choose the file as BigCommerce downloaded it, or type the access token.',
    store_missing: 'It has no line “API PATH: …”. Choose the whole file, or type the store.',
    store_malformed: 'Its line “API PATH: …” is not one of a BigCommerce store. Type the store.',
    stores_differ: 'It names two different stores. Type the one that you mean.',
    label_repeated:
      'It contains two API accounts: a line is there twice. Paste the text of one of them.',
  },
  errors: {
    nothing:
      'Choose the text file that BigCommerce downloaded, paste its text, or type the access token and the store.',
    token: 'Enter the access token: one line without spaces.',
    refused: (store: string) =>
      `BigCommerce does not accept this access token for the store ${store}. Either it belongs to another store, or its API account was deleted. Check the store, or create a new API account and hand over its file.`,
  },
  missing: {
    title: (count: number) =>
      count === 1 ? 'One permission is missing' : `${count} permissions are missing`,
    text: (store: string) =>
      `BigCommerce accepts your API account for the store ${store}, but these permissions are not set. Nothing is connected yet.`,
    set: (name: string, level: string) => `Set “${name}” to “${level}”.`,
    tick: (name: string) => `Set “${name}”.`,
    steps: [
      'In BigCommerce, choose “Settings”, then “Store-level API accounts”.',
      'Choose your API account to edit it, and set the permissions that are listed here.',
      'Choose “Save”, then come back here and test again. You need not enter anything.',
    ],
    again: 'Test again',
    other: 'Use another API account',
  },
  otherWay: 'Install the app instead',
  kept: {
    title: 'Your API account is kept for another test',
    text: (store: string) =>
      `Your API account for the store ${store} could not be tested yet, and nothing is connected. It is kept here, so you need not enter anything again.`,
  },
  problems: {
    untested: {
      title: 'BigCommerce could not be reached',
      text: 'So your API account could not be tested, and nothing was connected. Wait a minute, then test again.',
    },
    too_often: {
      title: 'Too many tests in a short time',
      text: 'To keep stores safe, testing is paused for a while. Try again in a quarter of an hour.',
    },
    has_app: {
      title: 'This store is connected by the app',
      text: (company: string) =>
        `Your API account works, but ${company} has connected this store by the app already. Nothing was changed. To renew the connection, go on by the app.`,
      go: 'Go on by the app',
    },
  },
};
