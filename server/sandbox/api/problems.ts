/** The error bodies of BigCommerce's API. */
const type = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

export const routeNotFound = 'The route is not found, check the URL';
export const tokenRequired = 'X-Auth-Token header is required';

export function unauthorized() {
  return { status: 401, title: 'Unauthorized', type };
}

export function scopeMissing() {
  const title = "You don't have a required scope to access the endpoint";
  return { status: 403, title, type, errors: {} };
}

export function invalid(errors: Record<string, string>) {
  return { status: 422, title: 'JSON data is missing or invalid', type, errors };
}

export function tooManyRequests() {
  return { status: 429, title: 'Too many requests', type };
}

/** Version 2 of the API answers a list of messages. */
export function notFoundV2() {
  return [{ status: 404, message: 'The requested resource was not found.' }];
}

export function notFoundV3() {
  return { status: 404, title: 'The requested resource was not found.', type };
}
