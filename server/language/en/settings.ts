/** What an admin sets for the whole service. */
export const settings = {
  title: 'Settings',
  saved: 'The settings are saved.',
  look: {
    heading: 'How merchants see you',
    text: 'The pages of links show this. What is not set stays neutral.',
  },
  fields: {
    productName: 'Product name',
    logo: 'Logo',
    accentColour: 'Accent colour',
    supportAddress: 'Support address',
    termsUrl: 'Terms of use',
    privacyUrl: 'Privacy policy',
    returnHosts: 'Return hosts',
    linksOn: 'Links',
  },
  hints: {
    productName: 'What merchants know your product as.',
    logo: (kilobytes: number) => `PNG, JPEG or WebP, at most ${kilobytes} kB.`,
    accentColour: 'As #rrggbb. It is that of buttons and links.',
    supportAddress: 'Whom merchants ask when something is wrong: an email address or an https URL.',
    url: 'An https URL.',
    returnHosts:
      'Hosts of your own pages, one a line, such as app.example.com. Browsers may be sent back to them, and to no other page.',
    returnHostsFixed: (hosts: string) => `RETURN_HOSTS allows these as well: ${hosts}.`,
  },
  logo: {
    current: 'The logo that merchants see',
    none: 'There is none.',
    choose: 'Choose a picture',
    script: 'Choosing a picture needs JavaScript.',
    remove: 'Remove the logo',
    chosen: 'This picture is used once you save.',
    tooLarge: (kilobytes: number) => `The picture is larger than ${kilobytes} kB.`,
    wrongKind: 'This is no PNG, JPEG or WebP picture.',
  },
  colour: {
    pick: 'Pick the colour',
    preview: 'Preview of the accent colour',
    button: 'Button',
    link: 'Link',
    onButton: (text: 'black' | 'white') => `Text on buttons is ${text}.`,
    linksKept: 'Links have it as it is, by day and by night.',
    linksByDay: (colour: string) =>
      `Links have ${colour} on light pages, so that they can be read.`,
    linksByNight: (colour: string) =>
      `Links have ${colour} on dark pages, so that they can be read.`,
  },
  reach: {
    heading: 'Back to your pages',
  },
  onOff: {
    on: 'On',
    onHint: 'Merchants connect stores with the links that you send them.',
    off: 'Off',
    offHint:
      'Every link says that connecting is not possible at the moment, and merchants who have begun cannot go on. Links keep their address and their expiry. Connections, the console and the API go on working.',
  },
  errors: {
    productName: 'Write at most 60 characters, none of them invisible.',
    logo: 'This is no PNG, JPEG or WebP picture.',
    logoTooLarge: (kilobytes: number) => `The picture is larger than ${kilobytes} kB.`,
    logoBoth: 'Choose a picture or remove the logo, not both.',
    accentColour: 'Write it as # and six digits or letters from a to f, such as #3c64f4.',
    supportAddress: 'Write an email address, or a URL that begins with https://.',
    url: 'Write a URL that begins with https://.',
    returnHosts: 'Write hosts without https:// and without a path, such as app.example.com.',
    returnHostsTooMany: (limit: number) => `There can be at most ${limit} hosts.`,
    linksOn: 'Choose on or off.',
    changedMeanwhile:
      'Somebody else changed the settings meanwhile. Open this page anew to see what they are.',
  },
};
