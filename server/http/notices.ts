/**
 * What a page says was done: a redirect names it by a key in its address.
 * @param key whatever the address has there
 * @returns undefined when there is no notice of that name
 */
export function noticeOf(
  key: unknown,
  notices: Readonly<Record<string, string>>,
): string | undefined {
  return typeof key === 'string' && Object.hasOwn(notices, key) ? notices[key] : undefined;
}
