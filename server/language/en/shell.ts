/** What is around every page of the console. */
export const shell = {
  product: 'BigCommerce connector',
  skip: 'Skip to the content',
  navigation: 'Main',
  sections: {
    connections: 'Connections',
    companies: 'Companies',
    iclients: 'iClients',
    events: 'Events',
    'api-keys': 'API keys',
    users: 'Users',
    settings: 'Settings',
  },
  account: 'Your account',
  signOut: 'Sign out',
  language: 'Language',
  roles: { admin: 'Admin', builder: 'Builder', viewer: 'Viewer' },
  required: 'required',
  optional: 'optional',
  formErrors: (count: number) =>
    count === 1 ? 'One field needs a change' : `${count} fields need a change`,
  cancel: 'Cancel',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  back: 'Back',
  never: 'Never',
  /** Before what it names: a field and its error, a button and its row. */
  withColon: (label: string) => `${label}:`,
  menu: 'Menu',
  openConsole: 'Open the console',
};
