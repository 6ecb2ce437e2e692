import { z } from 'zod';
import { type Actor, changedFields, eventKinds, type KeptEvent } from '../../events/event.ts';
import { momentOf, momentSchema, pageSchema } from './shared.ts';

export const actorKinds = [
  'api_key',
  'user',
  'store_user',
  'link',
  'operator',
  'service',
  'unknown',
] as const satisfies readonly Actor['kind'][];

export const actorSchema = z
  .strictObject({
    kind: z.enum(actorKinds),
    id: z.string().nullable(),
    name: z
      .string()
      .nullable()
      .meta({ description: 'Of an API key, or of the company of a link.' }),
    email: z.string().nullable().meta({ description: 'Of a person.' }),
  })
  .meta({ id: 'Actor', description: 'Who did it.' });

export const eventSchema = z
  .strictObject({
    id: z.string(),
    at: momentSchema,
    kind: z.enum(eventKinds),
    actor: actorSchema,
    connectionId: z.string().nullable(),
    iclientId: z.string().nullable(),
    storeHash: z.string().nullable(),
    userId: z.string().nullable(),
    apiKeyId: z.string().nullable(),
    companyId: z.string().nullable(),
    linkId: z.string().nullable(),
    name: z.string().nullable().meta({ description: 'What the thing was called at the time.' }),
    changed: z.array(z.enum(changedFields)).nullable().meta({ description: 'What was changed.' }),
    role: z.string().nullable().meta({ description: 'The role that the user has since.' }),
    count: z.int().nullable().meta({ description: 'How many connections it was about.' }),
    level: z.int().nullable().meta({ description: 'Requests at once that it may make since.' }),
    reason: z.string().nullable().meta({ description: 'Why it was refused or failed: a code.' }),
    address: z.string().meta({ description: 'Where the request came from; may be empty.' }),
  })
  .meta({ id: 'Event', description: 'One line of the audit trail. Never a secret.' });

export const eventPageSchema = pageSchema(eventSchema, 'EventPage');

export function eventOf(event: KeptEvent): z.output<typeof eventSchema> {
  return {
    id: event.id,
    at: momentOf(event.at),
    kind: event.kind,
    actor: actorOf(event.actor),
    connectionId: event.connectionId ?? null,
    iclientId: event.iclientId ?? null,
    storeHash: event.storeHash ?? null,
    userId: event.userId ?? null,
    apiKeyId: event.apiKeyId ?? null,
    companyId: event.companyId ?? null,
    linkId: event.linkId ?? null,
    name: event.name ?? null,
    changed: event.changed ?? null,
    role: event.role ?? null,
    count: event.count ?? null,
    level: event.level ?? null,
    reason: event.reason ?? null,
    address: event.address,
  };
}

export function actorOf(actor: Actor): z.output<typeof actorSchema> {
  return {
    kind: actor.kind,
    id: 'id' in actor ? actor.id : null,
    name: 'name' in actor ? actor.name : null,
    email: 'email' in actor ? actor.email : null,
  };
}
