import type { FailureTexts } from './failures.ts';

/** Companies, and the links that are made for them. */
export const companies = {
  title: 'Companies',
  intro:
    'A company is a merchant’s business. It has connections to its stores, and links by which the merchant connects a store without an account here.',
  add: 'Add a company',
  empty: {
    heading: 'No company yet',
    text: 'Add one to send its merchant a link, or to see the connections of one merchant together.',
    viewer: 'Somebody with the builder role can add one.',
  },
  noMatch: { heading: 'No company matches', text: 'Search for less, or by the whole external ID.' },
  search: 'Search by name or external ID',
  columns: { name: 'Name', externalId: 'External ID', updated: 'Last updated' },
  notices: {
    created: 'The company is added. Make a link for its merchant, or give it connections.',
    changed: 'The changes are saved.',
    deleted: 'The company and its links are deleted.',
    revoked: 'The link is revoked. Nobody gets in by it any more.',
  },
  actions: { edit: 'Edit', delete: 'Delete' },
  fields: { name: 'Name', externalId: 'External ID' },
  hints: {
    name: 'Merchants see it on the pages of their links.',
    externalId: 'Your own id for it, if you have one. No two companies may have the same.',
  },
  errors: {
    name: 'Write a name of 1 to 200 characters.',
    externalId: 'Write 1 to 200 characters, or nothing.',
    taken: 'Another company has this external ID.',
    other: 'Show that company',
  },
  form: {
    newTitle: 'Add a company',
    editTitle: (name: string) => `Edit “${name}”`,
    submit: 'Add the company',
  },
  detail: {
    heading: 'Details',
    none: 'None',
    id: 'Company id',
    created: 'Added',
    updated: 'Last updated',
  },
  connections: {
    heading: 'Connections',
    none: 'It has no connection yet. One appears here when a merchant connects a store with a link, or when you choose the company in a connection’s form.',
    all: 'Show them in the list of connections',
  },
  links: {
    heading: 'Links for the merchant',
    intro:
      'Whoever opens a link connects a store to this company, without an account here. Its address is shown only once, when it is made.',
    none: 'There is no link yet.',
    latest: (count: number) => `The latest ${count} are shown.`,
    make: 'Make a link',
    noIClient: 'A link names an iClient. Add one first.',
    off: {
      heading: 'Links are switched off',
      text: 'No link lets anybody in until an admin switches them on again in the settings.',
    },
    columns: {
      made: 'Made',
      state: 'State',
      ways: 'Ways',
      use: 'Use',
      expires: 'Expires',
      actions: 'Actions',
    },
    states: { open: 'Open', used: 'Used', expired: 'Expired', revoked: 'Revoked' },
    by: (who: string) => `by ${who}`,
    language: (name: string) => `Language: ${name}`,
    returns: (host: string) => `Returns to ${host}`,
    ways: { app: 'Installing the app', api_account: 'API account' },
    single: 'Once',
    many: 'Many times',
    lastUsed: (when: string) => `Last used ${when}`,
    revoke: 'Revoke',
    revokeOne: (when: string) => `the link of ${when}`,
  },
  linkForm: {
    title: (company: string) => `Make a link for “${company}”`,
    submit: 'Make the link',
    waysHint: 'With both, the merchant chooses.',
    wayHints: {
      app: 'The merchant accepts the app in BigCommerce. One click, no password.',
      api_account:
        'The merchant makes an API account in BigCommerce and gives its credentials. The link shows how.',
    },
    scopesOfIClient: 'As the iClient',
    useHints: {
      single: 'It ends when it has connected a store.',
      many: 'For a merchant with several stores, or who may have to come again.',
    },
    localeBrowser: 'As the merchant’s browser',
  },
  linkFields: {
    ways: 'How the merchant may connect',
    iclientId: 'iClient',
    scopes: 'Scopes',
    use: 'How often it works',
    days: 'Days until it expires',
    returnUrl: 'Return URL',
    locale: 'Language',
  },
  linkHints: {
    iclientId: 'The app to install. An API account is asked for the same scopes.',
    days: (longest: number) => `From 1 to ${longest}.`,
    returnUrl: (hosts: string) =>
      `Your page to which the merchant goes back, with the result in its query. Its host must be one of these: ${hosts}.`,
    noReturnHosts:
      'Your page to which the merchant goes back. No host is allowed yet: an admin adds one in the settings, or RETURN_HOSTS names it.',
    locale: 'The merchant can change it.',
  },
  linkErrors: {
    ways: 'Choose at least one way.',
    iclientId: 'Choose an iClient. This one is not there any more.',
    use: 'Choose how often it works.',
    days: (longest: number) => `Write a whole number from 1 to ${longest}.`,
    returnUrl: 'This must be an https URL at one of the allowed hosts, without a user name.',
    locale: 'Choose one of these.',
  },
  made: {
    title: 'The link is made',
    text: (company: string) =>
      `Send it to the merchant of “${company}”. Copy it now: it is shown only once, and nobody can read it again.`,
    url: 'Link',
    expires: (when: string) => `It works until ${when}.`,
    single: 'It ends when it has connected a store.',
    many: 'It may be used many times until then.',
    care: 'Whoever has it can connect a store to this company, so send it to nobody else. You can revoke it at any time.',
    reload: 'Reloading this page does not show it again and makes no second one.',
    done: 'I have copied it',
  },
  madeBefore: {
    heading: 'No second link was made',
    text: 'This form has made a link already, and its address cannot be shown again. If nobody copied it, revoke it and send the form again.',
    revoke: 'Revoke that link',
  },
  revoking: {
    title: 'Revoke this link?',
    text: (company: string, when: string) => `It was made for “${company}” on ${when}.`,
    effect:
      'Nobody gets in by it any more, and a merchant who has begun cannot go on. Connections that it made stay. This cannot be undone.',
    ended: 'It has ended already.',
    confirm: 'Revoke the link',
  },
  remove: {
    title: (name: string) => `Delete “${name}”?`,
    text: 'The company goes, and its links with it: nobody gets in by them any more. This cannot be undone.',
    openLinks: (count: number) =>
      count === 1 ? 'One of its links is still open.' : `${count} of its links are still open.`,
    confirm: 'Delete the company',
    inUse: {
      heading: 'It still has connections',
      text: 'Delete them first, or give them another company.',
    },
  },
  /** Where a connection has a company. */
  ofConnection: {
    label: 'Company',
    none: 'None',
    hint: 'Its name, external ID or id; empty for none. A store belongs to one company at most.',
    filterHint: 'Name or ID',
    unknown: 'No company is called that.',
    ambiguous: 'Several companies are called that. Give the external ID or the id.',
    otherCompany: 'Another connection to this store has another company.',
    ofStore: 'Show the connections of this store',
  },
};

/** What stood in the way of a change of companies, or of a connection's company. */
export const companyFailures = {
  company_unknown: {
    title: 'There is no such company',
    happened: 'It was deleted, or it never existed. Nothing was changed.',
    todo: 'Choose one from the list of companies.',
  },
  company_in_use: {
    title: 'This company still has connections',
    happened: 'So it was not deleted.',
    todo: 'Delete those connections first, or give them another company. The company’s page names them.',
  },
  external_id_taken: {
    title: 'Another company has this external ID',
    happened: 'External IDs are unique. Nothing was changed.',
    todo: 'Use the company that has it, or give another external ID.',
  },
  store_of_other_company: {
    title: 'This store belongs to another company',
    happened:
      'Another connection to the same store has another company, and a store has one at most. Nothing was changed.',
    todo: 'Choose that company, or take it away from the store’s other connections first.',
  },
  link_made_before: {
    title: 'This form was sent before',
    happened: 'It has made a link already, so no second one was made.',
    todo: 'If nobody copied that link, revoke it and make another one.',
  },
} satisfies Partial<FailureTexts>;
