import type { KeyRing } from '../access/api-access.ts';
import type { AuthorizationLinks } from '../authorizations/links.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { CallbackRecords } from '../callback-records/store.ts';
import type { CallbackChecks } from '../callback-tests/checks/callback-checks.ts';
import type { SimulatedInstalls } from '../callback-tests/simulation/simulated-installs.ts';
import type { CompanyStore } from '../companies/store.ts';
import type { TurnOf } from '../connection-tests/test-connection.ts';
import type { ScopeRechecks } from '../connections/scope-rechecks.ts';
import type { ConnectionStore } from '../connections/store.ts';
import type { EventStore } from '../events/store.ts';
import type { Views } from '../http/views.ts';
import type { IClientStore } from '../iclients/store.ts';
import type { LinkStore } from '../links/store.ts';
import type { PickerSessionStore } from '../picker-sessions/store.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { IdempotentRequests } from './idempotency/idempotent-requests.ts';

/** What the handlers of the API are made of. */
export type ApiDeps = {
  publicUrl: string;
  /** Where BigCommerce's API is, without a trailing slash. */
  bigcommerceApiUrl: string;
  /** Milliseconds since 1970. */
  now: () => number;
  authorizationLinks: Pick<AuthorizationLinks, 'makeLink'>;
  bigcommerce: Pick<BigCommerceClient, 'testToken' | 'detectScopes' | 'fetchStoreProfile'>;
  turnOf: TurnOf;
  callbackChecks: Pick<CallbackChecks, 'start' | 'find' | 'forget'>;
  callbackRecords: Pick<CallbackRecords, 'forget'>;
  companies: CompanyStore;
  connections: ConnectionStore;
  events: Pick<EventStore, 'page' | 'recordOnceAMinute'>;
  scopeRechecks: Pick<ScopeRechecks, 'run'>;
  iclients: Pick<IClientStore, 'list' | 'find' | 'create' | 'change' | 'delete'>;
  links: Pick<LinkStore, 'make' | 'find' | 'ofCompany' | 'revoke'>;
  pickerSessions: Pick<PickerSessionStore, 'make'>;
  settings: Pick<SettingsStore, 'allowedReturnHosts'>;
  simulatedInstalls: Pick<SimulatedInstalls, 'start' | 'find' | 'forget'>;
};

/** What mounting it takes besides. */
export type ApiRoutesDeps = ApiDeps & {
  keyRing: Pick<KeyRing, 'authenticate' | 'noteUsed'>;
  idempotentRequests: IdempotentRequests;
  views: Views;
};
