import type { ErrorCode } from '../errors.ts';

/** Who did it. */
export type Actor =
  /** Somebody with a BigCommerce account, as a token answer or a signed payload names them. */
  | { kind: 'store_user'; id: string; email: string }
  /** Somebody who signed in to the console. */
  | { kind: 'user'; id: string; email: string }
  /** Somebody at the command line of the machine. */
  | { kind: 'operator' }
  /** The service by itself. */
  | { kind: 'service' }
  /** Nobody who could prove who they are. */
  | { kind: 'unknown' };

/** Who did it, and the address that the request came from: the part of an event that callers know. */
export type By = Pick<Event, 'actor' | 'address'>;

export const eventKinds = [
  'callback.refused',
  'connection.created',
  'connection.installed',
  'connection.reinstalled',
  'connection.authorized',
  'connection.authorization_failed',
  'connection.changed',
  'connection.renamed',
  'connection.tested',
  'connection.needs_reauthorization',
  'connection.recovered',
  'connection.disconnected',
  'connection.deleted',
  'connection.uninstalled',
  'connection.uninstall_ignored',
  'store_user.added',
  'store_user.removed',
  'store_user.removal_ignored',
  'iclient.created',
  'iclient.changed',
  'iclient.deleted',
  'user.invited',
  'user.joined',
  'user.changed',
  'user.deleted',
  'user.signed_in',
  'user.sign_in_refused',
  'user.signed_out',
  'user.signed_out_everywhere',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** One line of the audit trail: who did what to which thing, when and from where. Never a secret. */
export type Event = {
  kind: EventKind;
  actor: Actor;
  connectionId?: string;
  iclientId?: string;
  storeHash?: string;
  /** The console user whom it is about. */
  userId?: string;
  /** What the thing was called at the time. */
  name?: string;
  /** Why it was refused or failed. */
  reason?: ErrorCode;
  /** The address that the request came from; empty for what no request asked for. */
  address: string;
};

/** An event as it was kept, with its id in the trail and its time by Redis' clock (ms since 1970). */
export type KeptEvent = Event & { id: string; at: number };
