/** Which fields of a connection a change writes, and what its event says of them. */
import type { ChangedField } from '../events/event.ts';
import type { Vault } from '../vault/vault.ts';
import { statusOfAccount } from './configured-scopes.ts';
import type { Connection } from './connection.ts';
import type { ConnectionChange } from './drafts.ts';
import {
  clientSecretField,
  clientSecretOwner,
  concurrencyFields,
  type FieldChanges,
  storeFields,
  tokenField,
  tokenOwner,
} from './record.ts';

const toldFields: Readonly<Record<string, ChangedField>> = {
  storeHash: 'store',
  scopes: 'scopes',
  level: 'concurrency',
  borrowFrom: 'concurrency',
  companyId: 'company',
  [tokenField]: 'accessToken',
  clientId: 'clientId',
  [clientSecretField]: 'clientSecret',
};

/** What the event says was changed; what follows from it, such as the status, goes without saying. */
export function toldOf(fields: FieldChanges): ChangedField[] {
  return [...new Set(Object.keys(fields).flatMap((field) => toldFields[field] ?? []))];
}

/** Fields beside the name that differ from what there is. */
export function changedFields(
  vault: Vault,
  before: Connection,
  asked: ConnectionChange,
): FieldChanges {
  const { scopes, accessToken, clientId, clientSecret, detectedScopes, profile } = asked;
  const { id, storeHash } = before;
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  return {
    ...(scopes !== undefined && differs(scopes ?? undefined, before.scopes)
      ? { scopes: scopes === null ? undefined : JSON.stringify(scopes) }
      : {}),
    ...placeFields(before, asked),
    ...companyFields(before, asked),
    ...(accessToken === undefined
      ? {}
      : {
          [tokenField]: vault.seal(accessToken, tokenOwner(id)),
          status: statusOfAccount(
            scopes === undefined ? before.scopes : (scopes ?? undefined),
            detectedScopes,
          ),
          lastFailure: undefined,
          detectedScopes: undefined,
        }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined
      ? {}
      : { [clientSecretField]: vault.seal(clientSecret, clientSecretOwner(id)) }),
    ...(detectedScopes ? { detectedScopes: JSON.stringify(detectedScopes) } : {}),
    ...(profile && differs(profile, before.store) ? storeFields(storeHash, profile) : {}),
  };
}

/** The store and the concurrency: a lender is of the store, so that another store has it looked at again. */
function placeFields(before: Connection, asked: ConnectionChange): FieldChanges {
  const { storeHash = before.storeHash, concurrency = before.concurrency } = asked;
  const moved = storeHash !== before.storeHash;
  const differs = JSON.stringify(concurrency) !== JSON.stringify(before.concurrency);
  return {
    ...(moved ? { storeHash, ...storeFields(storeHash, undefined) } : {}),
    ...(moved || differs ? concurrencyFields(concurrency) : {}),
  };
}

function companyFields(before: Connection, { companyId }: ConnectionChange): FieldChanges {
  if (companyId === undefined || companyId === (before.companyId ?? null)) return {};
  return { companyId: companyId ?? undefined };
}
