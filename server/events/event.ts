import type { ErrorCode } from '../errors.ts';
import type { Role } from '../users/user.ts';

/** Who did it. */
export type Actor =
  /** Somebody with a BigCommerce account, as a token answer or a signed payload names them. */
  | { kind: 'store_user'; id: string; email: string }
  /** Somebody who signed in to the console. */
  | { kind: 'user'; id: string; email: string }
  /** A program with that API key. */
  | { kind: 'api_key'; id: string; name: string }
  /** A merchant who followed that link; the name is their company's. */
  | { kind: 'link'; id: string; name: string }
  /** Somebody at the command line of the machine. */
  | { kind: 'operator' }
  /** The service by itself. */
  | { kind: 'service' }
  /** Nobody who could prove who they are. */
  | { kind: 'unknown' };

/** What the actor is called, where they have a name: an email address, or the name of an API key or a link's company. */
export function actorNameOf(actor: Actor): string | undefined {
  if ('name' in actor) return actor.name;
  return 'email' in actor ? actor.email : undefined;
}

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
  'connection.credentials_read',
  'connection.slowed_down',
  'connection.sped_up',
  'connection.needs_reauthorization',
  'connection.recovered',
  'connection.disconnected',
  'connection.deleted',
  'connection.uninstalled',
  'connection.uninstall_ignored',
  'connection.uninstall_repeated',
  'store_user.added',
  'store_user.removed',
  'store_user.removal_ignored',
  'store_user.removal_repeated',
  'iclient.created',
  'iclient.changed',
  'iclient.deleted',
  'iclient.rechecked',
  'iclient.recording_started',
  'iclient.recording_stopped',
  'api_key.created',
  'api_key.revoked',
  'company.created',
  'company.changed',
  'company.deleted',
  'link.made',
  'link.revoked',
  'link.consented',
  'settings.changed',
  'user.invited',
  'user.invitation_withdrawn',
  'user.joined',
  'user.changed',
  'user.password_changed',
  'user.deleted',
  'user.sign_in_link_made',
  'user.signed_in',
  'user.sign_in_refused',
  'user.signed_out',
  'user.signed_out_everywhere',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What an event may say that was changed: only the names, never what it was or is. */
export const changedFields = [
  'name',
  'role',
  'language',
  'password',
  'store',
  'clientId',
  'clientSecret',
  'accountUuid',
  'accessToken',
  'scopes',
  'whitelist',
  'concurrency',
  'company',
  'externalId',
  'productName',
  'logo',
  'accentColour',
  'supportAddress',
  'termsUrl',
  'privacyUrl',
  'returnHosts',
  'linksOn',
] as const;
export type ChangedField = (typeof changedFields)[number];

/** One line of the audit trail: who did what to which thing, when and from where. Never a secret. */
export type Event = {
  kind: EventKind;
  actor: Actor;
  connectionId?: string;
  iclientId?: string;
  storeHash?: string;
  /** The console user whom it is about. */
  userId?: string;
  /** The API key that it is about. */
  apiKeyId?: string;
  companyId?: string;
  linkId?: string;
  /** The version of the text that a merchant agreed to. */
  consentVersion?: string;
  /** What the thing was called at the time. */
  name?: string;
  /** What was changed of it. */
  changed?: ChangedField[];
  /** The role that the user has now, or is to have. */
  role?: Role;
  /** How many connections it was about that have no event of their own. */
  count?: number;
  /** How many requests at once the connection may make now. */
  level?: number;
  /** Why it was refused or failed. */
  reason?: ErrorCode;
  /** The address that the request came from; empty for what no request asked for. */
  address: string;
};

/**
 * What changed nothing and what anybody can bring about as often as they like. It is kept apart from
 * the trail, so that it pushes no change out.
 */
export type Refusal = Event & {
  kind:
    | 'callback.refused'
    | 'connection.uninstall_repeated'
    | 'store_user.removal_repeated'
    | 'user.sign_in_refused';
};

/**
 * The level of a connection that BigCommerce asked to slow down. A busy one has thousands a day; kept
 * apart, they push no change out either.
 */
export type LevelChange = Event & { kind: 'connection.slowed_down' | 'connection.sped_up' };

/** An event as it was kept, with its id in the trail and its time by Redis' clock (ms since 1970). */
export type KeptEvent = Event & { id: string; at: number };
