/** Deletes an iClient together with what the callback tests keep of it. */
import type { CallbackRecords } from '../callback-records/store.ts';
import type { By } from '../events/event.ts';
import type { IClientStore } from '../iclients/store.ts';
import type { CallbackChecks } from './checks/callback-checks.ts';

export type DeleteIClientDeps = {
  iclients: Pick<IClientStore, 'delete'>;
  callbackRecords: Pick<CallbackRecords, 'forget'>;
  callbackChecks: Pick<CallbackChecks, 'forget'>;
};

/**
 * Records and checks are in other slots of a cluster than the iClient, and go after it: should that
 * fail, nobody finds them any more, and they end by themselves within a day.
 * @throws AppError `iclient_unknown`, `iclient_in_use`, `iclient_from_environment`
 */
export async function deleteIClient(
  { iclients, callbackRecords, callbackChecks }: DeleteIClientDeps,
  id: string,
  by: By,
): Promise<void> {
  await iclients.delete(id, by);
  await Promise.allSettled([callbackRecords.forget(id), callbackChecks.forget(id)]);
}
