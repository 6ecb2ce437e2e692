/** What people may configure as scopes: names of BigCommerce's form, also those that the catalogue lacks. */
export const scopePattern = /^[A-Za-z0-9_]+$/;
export const largestScope = 100;
/** So many scopes somebody may configure at once. */
export const mostScopes = 100;
