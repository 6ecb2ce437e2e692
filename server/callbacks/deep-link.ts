/**
 * Where a deep link leads: its path and query below `basePath`, or `basePath` itself when the link
 * is anything but a plain path of ours.
 *
 * `new URL` mends backslashes, tabs and dot segments silently, so what it would mend is refused
 * before, and what it makes is checked after.
 */
export function deepLinkTarget(basePath: string, url: string): string {
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(url) || /\\|%2e|%2f|%5c|\/\//i.test(url)) return basePath;
  const target = new URL(`${basePath}${url}`, 'http://local.invalid');
  const inside = target.pathname === `${basePath}/` || target.pathname.startsWith(`${basePath}/`);
  if (!inside) return basePath;
  // What ends a session is no place to arrive at.
  if (/^\/(logout|signed-out)(\/|$)/.test(target.pathname.slice(basePath.length))) return basePath;
  return `${target.pathname.replace(/\/$/, '')}${target.search}`;
}
