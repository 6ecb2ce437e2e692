/** Deletes an iClient together with what the callback tests keep of it. */
import type { CallbackRecords } from '../callback-records/store.ts';
import type { By } from '../events/event.ts';
import type { IClientStore } from '../iclients/store.ts';
import type { CallbackChecks } from './checks/callback-checks.ts';
import type { SimulatedInstalls } from './simulation/simulated-installs.ts';

export type DeleteIClientDeps = {
  iclients: Pick<IClientStore, 'delete'>;
  callbackRecords: Pick<CallbackRecords, 'forget'>;
  callbackChecks: Pick<CallbackChecks, 'forget'>;
  simulatedInstalls: Pick<SimulatedInstalls, 'forget'>;
};

/**
 * Records, checks and simulated installs are in other slots of a cluster than the iClient, and go after it: should that
 * fail, nobody finds them any more, and they end by themselves within a day.
 * @throws AppError `iclient_unknown`, `iclient_in_use`, `iclient_from_environment`
 */
export async function deleteIClient(
  { iclients, callbackRecords, callbackChecks, simulatedInstalls }: DeleteIClientDeps,
  id: string,
  by: By,
): Promise<void> {
  await iclients.delete(id, by);
  const kept = [callbackRecords, callbackChecks, simulatedInstalls];
  await Promise.allSettled(kept.map(({ forget }) => forget(id)));
}
