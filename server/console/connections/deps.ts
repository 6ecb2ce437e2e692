import type { Request, Response } from 'express';
import type { Access } from '../../access/access.ts';
import type { ApiKeyStore } from '../../api-keys/store.ts';
import type { BigCommerceClient } from '../../bigcommerce/client.ts';
import type { CompanyStore } from '../../companies/store.ts';
import type { TurnOf } from '../../connection-tests/test-connection.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import type { EventStore } from '../../events/store.ts';
import type { Views } from '../../http/views.ts';
import type { IClientStore } from '../../iclients/store.ts';
import type { StartAuthorization } from '../../pages/start-authorization.ts';
import type { StoreUserStore } from '../../store-users/store.ts';

/** What the pages of connections are made of. */
export type ConnectionPagesDeps = {
  publicUrl: string;
  access: Access;
  bigcommerce: Pick<BigCommerceClient, 'testToken' | 'detectScopes' | 'fetchStoreProfile'>;
  turnOf: TurnOf;
  connections: ConnectionStore;
  companies: Pick<CompanyStore, 'find' | 'findByExternalId' | 'list'>;
  iclients: Pick<IClientStore, 'find' | 'list'>;
  storeUsers: Pick<StoreUserStore, 'list'>;
  events: Pick<EventStore, 'eventsOf'>;
  apiKeys: Pick<ApiKeyStore, 'list'>;
  views: Views;
  startAuthorization: StartAuthorization;
};

/** Answers a request for one of the pages. */
export type Page = (deps: ConnectionPagesDeps, req: Request, res: Response) => Promise<void> | void;

/** Answers a request for a page of one connection. */
export type PageOfOne = (
  deps: ConnectionPagesDeps,
  connection: Connection,
  req: Request,
  res: Response,
) => Promise<void>;
