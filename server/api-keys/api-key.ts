import type { Actor } from '../events/event.ts';
import type { Permission } from './permissions.ts';

/** With what a builder's program names itself. The key's text is known to nobody but its holder. */
export type ApiKey = {
  id: string;
  name: string;
  permissions: Permission[];
  /** The only connections that it reaches; undefined means all of them. */
  connectionIds: string[] | undefined;
  /** The recognisable beginning of its text, such as `bcc_AbCd12`. */
  hint: string;
  /** Milliseconds since 1970, by Redis' clock. */
  createdAt: number;
  createdBy: Actor;
  /** Half a minute late or so. */
  lastUsedAt: number | undefined;
};

export function allows({ permissions }: ApiKey, permission: Permission): boolean {
  return permissions.includes(permission) || permissions.includes('*');
}

export function reaches({ connectionIds }: ApiKey, connectionId: string): boolean {
  return connectionIds === undefined || connectionIds.includes(connectionId);
}
