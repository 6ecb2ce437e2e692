/** From the token answer to a saved connection. */
import type { Logger } from 'pino';
import type { Authorization } from '../authorizations/authorization.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { TokenGrant } from '../bigcommerce/wire.ts';
import type { InstallByLink, SavedInstall } from '../connections/save-install.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { AuthCallback } from './auth-callback.ts';
import type { CodeClaim } from './code-claims.ts';

export type CompleteInstall = (install: {
  iclient: IClient;
  callback: AuthCallback;
  grant: TokenGrant;
  claim: CodeClaim;
  address: string;
  /** The one that somebody started here for it; an unannounced install has none. */
  authorization?: Authorization;
  /** The company that a merchant's link gives the connection to. */
  link?: InstallByLink;
  /** The log of the request. */
  log: Logger;
}) => Promise<SavedInstall>;

/**
 * The token answer alone says which store it is; the query's context must agree with it.
 * The store's profile is wanted and not needed: without it the install still counts.
 * @throws AppError `context_mismatch` (nothing is saved), `storage_unavailable`, or
 *   `connection_unknown` or `disconnected_meanwhile` for the connection of an authorization, or
 *   `company_unknown` or `store_of_other_company` for a link
 */
export function createCompleteInstall(deps: {
  connections: Pick<ConnectionStore, 'saveInstall' | 'saveStoreProfile'>;
  bigcommerce: Pick<BigCommerceClient, 'fetchStoreProfile'>;
}): CompleteInstall {
  const keepProfile = async (connectionId: string, grant: TokenGrant, log: Logger) => {
    try {
      // Without a turn: a merchant waits, and an install is one request.
      const profile = await deps.bigcommerce.fetchStoreProfile(grant.storeHash, grant.accessToken);
      await deps.connections.saveStoreProfile(connectionId, profile);
    } catch (error) {
      log.warn(
        { err: error, connectionId },
        "The store's profile could not be kept; the install is done without it.",
      );
    }
  };

  return async ({ iclient, callback, grant, claim, address, authorization, link, log }) => {
    if (grant.storeHash !== callback.storeHash) {
      throw new AppError(
        'context_mismatch',
        `The callback names ${callback.storeHash}, the token ${grant.storeHash}.`,
      );
    }
    const saved = await deps.connections.saveInstall({
      iclientId: iclient.id,
      grant,
      attempt: claim.digest,
      arrivedAt: claim.arrivedAt,
      address,
      link,
      ...(authorization === undefined
        ? {}
        : {
            onlyConnection: authorization.connectionId,
            authorizedBy: authorization.startedBy,
            startedAt: authorization.startedAt,
          }),
    });
    await keepProfile(saved.connectionId, grant, log);
    return saved;
  };
}
