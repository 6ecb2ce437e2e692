/** Who started an authorization must still be allowed to when BigCommerce answers. */
import type { ApiKeyStore } from '../api-keys/store.ts';
import type { Authorization } from '../authorizations/authorization.ts';
import { AppError } from '../errors.ts';
import type { UserStore } from '../users/store.ts';
import { holdsRole } from '../users/user.ts';

export type RequireStarterDeps = {
  users: Pick<UserStore, 'find' | 'findSignedIn'>;
  apiKeys: Pick<ApiKeyStore, 'find'>;
};

/**
 * A user who was signed out everywhere, may not any more or is gone connects nothing; nor does a revoked
 * key. For links see `by-link.ts`.
 * @throws AppError `starter_gone`
 */
export async function requireStarter(
  { users, apiKeys }: RequireStarterDeps,
  { startedBy, sessionKey }: Authorization,
): Promise<void> {
  if (startedBy.kind === 'api_key' && !(await apiKeys.find(startedBy.id)))
    throw new AppError('starter_gone', 'The key that started it was revoked.');
  if (startedBy.kind !== 'user') return;
  const starter = await (sessionKey === undefined
    ? users.find(startedBy.id)
    : users.findSignedIn({ userId: startedBy.id, sessionKey }));
  if (!starter || !holdsRole(starter, 'builder'))
    throw new AppError('starter_gone', 'Who started it is signed out or may not any more.');
}
