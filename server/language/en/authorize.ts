/** Save & authorize: the popup and what the page that opened it says. */
export const authorize = {};
