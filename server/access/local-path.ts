/**
 * A path of the console, from a parameter that anybody could have written; else undefined.
 * The raw text is checked before, since URL parsers take `/\evil` and tabs for other things, and the
 * resolved path after, since dot segments can leave the console.
 */
export function consolePath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^\/console(?=[/?]|$)[^\\\p{Cc}\s]*$/u.test(text))
    return undefined;
  const base = 'http://local.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  if (url.origin !== base || !/^\/console(?=\/|$)/.test(url.pathname)) return undefined;
  return `${url.pathname}${url.search}`;
}
