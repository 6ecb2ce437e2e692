import type { By, Event } from '../events/event.ts';
import type { Language } from '../language/language.ts';

/** What somebody may do in the console; each role may all that the ones before it may. */
export const roles = ['viewer', 'builder', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Somebody who is to become a user. */
export type Person = { email: string; name: string; role: Role };

/** Somebody who signs in to the console. Their password and session key stay in the store. */
export type User = {
  id: string;
  /** Unique, whatever its case. */
  email: string;
  /** Empty when nobody gave one. */
  name: string;
  role: Role;
  /** The language that they chose; undefined means their browser's. */
  language: Language | undefined;
  /** Whether they can sign in with a password; otherwise only by a link. */
  hasPassword: boolean;
  /** Milliseconds since 1970, by Redis' clock. */
  createdAt: number;
  lastSignedInAt: number | undefined;
};

/** Whether a user has a role or a higher one. */
export function holdsRole(user: Pick<User, 'role'>, role: Role): boolean {
  return roles.indexOf(user.role) >= roles.indexOf(role);
}

/** An event about a user. */
export function userEvent(kind: Event['kind'], user: Pick<User, 'id' | 'email'>, by: By): Event {
  return { kind, userId: user.id, name: user.email, ...by };
}

/** The form in which email addresses are compared and kept. */
export function emailKey(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}
