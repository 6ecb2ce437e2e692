/** What an API key may do; `*` is everything, also what is added later. */
export const permissions = [
  'connections:read',
  'connections:write',
  'credentials:read',
  'iclients:read',
  'iclients:write',
  'callback-tests:write',
  'links:write',
  'proxy:read',
  'proxy:write',
  'picker:write',
  'events:read',
  '*',
] as const;
export type Permission = (typeof permissions)[number];

/** Each once, in the order of the list; `*` makes the others superfluous. */
export function tidied(chosen: readonly Permission[]): Permission[] {
  if (chosen.includes('*')) return ['*'];
  return permissions.filter((permission) => chosen.includes(permission));
}
