/**
 * What a merchant agrees to. A change of these words, in any language, needs a new version in
 * consent-version.ts.
 */
export const linkConsent = {
  title: 'Connect your BigCommerce store',
  intro: (product: string, company: string) =>
    `${product} asks for access to your BigCommerce store, to work with it for ${company}.`,
  what: (product: string) => `What ${product} may do in your store`,
  nothing: 'Nothing but what BigCommerce allows every app: to read your store’s basic details.',
  why: 'Why it is needed',
  whyText: (product: string) =>
    `With this access ${product} does its work in your store by itself, and you copy nothing by hand.`,
  good: 'Good to know',
  points: (product: string) => [
    'BigCommerce gives the access. You are never asked for your password here.',
    `The access is stored encrypted, for ${product} to use.`,
    'You can take it back in BigCommerce at any time: uninstall the app or delete the API account.',
  ],
  agree: (product: string) =>
    `By choosing “Agree and continue” you allow ${product} to do what is listed here until the access is taken back, and you confirm that you may decide this for the store.`,
};
