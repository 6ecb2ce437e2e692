/** What the audit trail says of an iClient; of its fields only the names. */
import type { By, ChangedField, Event } from '../events/event.ts';
import { type Vault, VaultError } from '../vault/vault.ts';
import { defaultIClientSlug, type IClient, type IClientChange } from './iclient.ts';
import { fieldsOf, secretField, secretOwner } from './record.ts';

/** As JSON, for a script. */
export function iclientEvent(
  kind: Event['kind'],
  iclientId: string,
  by: By,
  { name, changed = [] }: Pick<Event, 'name' | 'changed'> = {},
): string {
  const event: Event = {
    kind,
    iclientId,
    ...(name === undefined ? {} : { name }),
    ...(changed.length === 0 ? {} : { changed }),
    ...by,
  };
  return JSON.stringify(event);
}

/** The event of a change that somebody asks for; a secret that is given counts as another one. */
export function changeEvent(before: IClient, change: IClientChange, by: By): string {
  const changed = changedFieldsOf(fieldsOf(before), change, change.clientSecret !== undefined);
  return iclientEvent('iclient.changed', before.id, by, {
    name: change.name ?? before.name,
    changed,
  });
}

/**
 * The event of saving the iClient of the environment over its record; empty when the environment says
 * what it said before.
 */
export function defaultIClientEvent(
  vault: Vault,
  record: Record<string, string>,
  wanted: IClientChange & { name: string },
): string {
  const { name } = wanted;
  const by: By = { actor: { kind: 'service' }, address: '' };
  if (!('id' in record)) return iclientEvent('iclient.created', defaultIClientSlug, by, { name });
  const secretDiffers = secretOf(vault, record) !== wanted.clientSecret;
  const changed = changedFieldsOf(record, wanted, secretDiffers);
  if (changed.length === 0) return '';
  return iclientEvent('iclient.changed', defaultIClientSlug, by, { name, changed });
}

const compared = ['name', 'clientId', 'accountUuid', 'scopes', 'whitelist'] as const;

/** @param before the fields as they are kept */
function changedFieldsOf(
  before: Record<string, string>,
  change: IClientChange,
  secretDiffers: boolean,
): ChangedField[] {
  const after = fieldsOf(change);
  const others = compared.filter((field) => field in change && after[field] !== before[field]);
  return secretDiffers ? [...others, 'clientSecret'] : others;
}

/** Undefined when it does not open, as after its key was taken away. */
function secretOf(vault: Vault, record: Record<string, string>): string | undefined {
  try {
    return vault.open(record[secretField] ?? '', secretOwner(defaultIClientSlug));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
