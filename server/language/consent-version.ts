/**
 * Names the words to which a merchant agrees (`linkConsent` of each language). It is kept with each
 * consent: whoever changes the words in either language gives them a new version.
 */
export const consentVersion = '2026-11-21';
