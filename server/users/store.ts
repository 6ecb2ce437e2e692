/**
 * The users of the console, with their passwords, session keys and one-time links. A session holds
 * the session key of its user; "sign out everywhere", another password and another role change it.
 */
import type { RedisClient } from '../redis/connect.ts';
import { createUserChanges, type UserChanges } from './changes.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createJoining, type Joining } from './joining.ts';
import { createUserLinks, type UserLinks } from './links.ts';
import { createUserReads, type UserReads } from './reads.ts';
import { createSignIns, type SignIns } from './sign-ins.ts';

export type UserStore = UserReads & UserLinks & Invitations & Joining & SignIns & UserChanges;

export function createUserStore(deps: { redis: RedisClient }): UserStore {
  return {
    ...createUserReads(deps),
    ...createUserLinks(deps),
    ...createInvitations(deps),
    ...createJoining(deps),
    ...createSignIns(deps),
    ...createUserChanges(deps),
  };
}
