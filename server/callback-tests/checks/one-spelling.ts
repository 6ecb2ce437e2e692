/**
 * A query in one spelling for all that mean the same, such as `%20` and `+`: what comes in so is read as
 * it was sent. Source: WHATWG URL, application/x-www-form-urlencoded.
 * @param query without the `?`
 */
export function oneSpelling(query: string): string {
  return new URLSearchParams(query).toString();
}
