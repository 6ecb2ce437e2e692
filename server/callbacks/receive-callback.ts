/** The first steps of every signed callback: whose it is, whether BigCommerce sent it, which connection it is about. */
import type { Request } from 'express';
import { type SignedPayload, verifySignedPayload } from '../bigcommerce/signed-payload.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { Actor, Event } from '../events/event.ts';
import type { KnownOfCallback } from '../events/refused-callback.ts';
import { singleParameters } from '../http/query.ts';
import { calledIClient } from '../iclients/called-iclient.ts';
import type { IClientStore } from '../iclients/store.ts';

export type ReceivedCallback = {
  payload: SignedPayload;
  connection: Connection;
  /** An event about this callback, told as done by the payload's user. */
  event<Kind extends Event['kind']>(kind: Kind): Event & { kind: Kind };
};

/**
 * A payload counts only within the iClient that the path names: its secret signs it, and only
 * connections made through it can be meant.
 * @param known is told what was found out, for the case that the callback is refused
 * @throws AppError `app_unknown`, `payload_missing`, `parameter_invalid`, `payload_invalid`,
 *   `payload_expired` or `app_not_installed`
 */
export async function receiveCallback(
  deps: { iclients: IClientStore; connections: ConnectionStore; now: () => number },
  req: Request,
  known: KnownOfCallback,
): Promise<ReceivedCallback> {
  const iclient = await calledIClient(deps.iclients, req);
  known.iclientId = iclient.id;
  const { signed_payload_jwt: jwt } = singleParameters(req.query, ['signed_payload_jwt']);
  if (jwt === undefined || jwt === '')
    throw new AppError('payload_missing', 'The callback has no signed_payload_jwt.');
  const clientSecret = await deps.iclients.clientSecret(iclient.id);
  const payload = await verifySignedPayload(jwt, { ...iclient, clientSecret }, deps.now());
  const actor: Actor = { kind: 'store_user', id: payload.user.id, email: payload.user.email };
  Object.assign(known, { actor, storeHash: payload.storeHash });
  const connection = await deps.connections.findByStore(iclient.id, payload.storeHash);
  if (!connection)
    throw new AppError(
      'app_not_installed',
      `No connection of ${iclient.slug} is to ${payload.storeHash}.`,
    );
  known.connectionId = connection.id;
  return {
    payload,
    connection,
    event: (kind) => ({
      kind,
      actor,
      connectionId: connection.id,
      iclientId: iclient.id,
      storeHash: payload.storeHash,
      address: req.ip ?? 'unknown',
    }),
  };
}
