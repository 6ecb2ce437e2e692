import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { nameKey } from '../connections/connection.ts';
import { searchWords } from '../connections/search-words.ts';
import { AppError } from '../errors.ts';
import type { By, ChangedField, Event } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { Company, CompanyChange, NewCompany } from './company.ts';
import { namesKey, wordsKey } from './list.ts';
import * as scripts from './scripts.ts';

const answerSchema = z.tuple([
  z.enum(['saved', 'external_id_taken', 'company_unknown']),
  z.string(),
]);

/** Answers the id. @throws AppError, see `CompanyStore.create` */
export async function createCompany(
  redis: RedisClient,
  { name, externalId = '' }: NewCompany,
  by: By,
): Promise<string> {
  const id = `co_${randomBytes(12).toString('hex')}`;
  const event: Event = { kind: 'company.created', ...by, companyId: id, name };
  const fields = { ...nameFields(name), ...(externalId === '' ? {} : { externalId }) };
  const answer = await scripts.create(redis, keysOf(id), [
    id,
    externalId,
    JSON.stringify(event),
    ...Object.entries(fields).flat(),
  ]);
  refuseUnlessSaved(answer, id);
  return id;
}

/** @throws AppError, see `CompanyStore.change` */
export async function changeCompany(
  redis: RedisClient,
  before: Company,
  asked: CompanyChange,
  by: By,
): Promise<void> {
  const { id } = before;
  const { name = before.name, externalId = before.externalId ?? null } = asked;
  const renamed = name !== before.name;
  const moved = externalId !== (before.externalId ?? null);
  const changed: ChangedField[] = [
    ...(renamed ? (['name'] as const) : []),
    ...(moved ? (['externalId'] as const) : []),
  ];
  if (changed.length === 0) return;
  const event: Event = { kind: 'company.changed', ...by, companyId: id, name, changed };
  const answer = await scripts.change(redis, keysOf(id), [
    id,
    moved ? (externalId === null ? 'goes' : 'is') : 'stays',
    externalId ?? '',
    JSON.stringify(event),
    ...(renamed ? Object.entries(nameFields(name)).flat() : []),
  ]);
  refuseUnlessSaved(answer, id);
}

/** @throws AppError, see `CompanyStore.delete` */
export async function deleteCompany(
  redis: RedisClient,
  { id, name }: Company,
  by: By,
): Promise<void> {
  const event: Event = { kind: 'company.deleted', ...by, companyId: id, name };
  const answer = await scripts.remove(
    redis,
    [...keysOf(id), keys.connectionsOfCompany(id), keys.companyLinks(id), keys.linkDigests],
    [id, keys.link(''), JSON.stringify(event)],
  );
  const connectionIds = z.array(z.string()).parse(answer);
  if (connectionIds.length > 0)
    throw new AppError('company_in_use', `The company ${id} has connections.`, {
      details: { connectionIds },
    });
}

function keysOf(id: string): string[] {
  return [keys.company(id), keys.companyExternalIds, namesKey, wordsKey, keys.events];
}

/** The name with the forms by which it is sorted and found. */
function nameFields(name: string) {
  return { name, nameKey: nameKey(name), nameWords: searchWords(name) };
}

function refuseUnlessSaved(answer: unknown, id: string): void {
  const [outcome, holder] = answerSchema.parse(answer);
  if (outcome === 'external_id_taken')
    throw new AppError(outcome, `The company ${holder} has this external id.`, {
      details: { companyId: holder },
    });
  if (outcome !== 'saved') throw new AppError(outcome, `There is no company ${id}.`);
}
