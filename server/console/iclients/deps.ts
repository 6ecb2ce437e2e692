import type { Access } from '../../access/access.ts';
import type { CallbackRecords } from '../../callback-records/store.ts';
import type { CallbackChecks } from '../../callback-tests/checks/callback-checks.ts';
import type { SimulatedInstalls } from '../../callback-tests/simulation/simulated-installs.ts';
import type { ScopeRechecks } from '../../connections/scope-rechecks.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import type { Views } from '../../http/views.ts';
import type { IClientStore } from '../../iclients/store.ts';

/** What the pages of iClients are made of. */
export type IClientPagesDeps = {
  callbackChecks: Pick<CallbackChecks, 'forget'>;
  callbackRecords: Pick<CallbackRecords, 'forget'>;
  simulatedInstalls: Pick<SimulatedInstalls, 'forget'>;
  publicUrl: string;
  access: Access;
  connections: Pick<ConnectionStore, 'countOfIClient' | 'list' | 'ofIClient'>;
  scopeRechecks: Pick<ScopeRechecks, 'run'>;
  iclients: Pick<IClientStore, 'change' | 'create' | 'delete' | 'find' | 'list'>;
  views: Views;
};
