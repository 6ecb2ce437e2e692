/** A link as a hash in Redis; its token is not in it. */
import { z } from 'zod';
import { actorSchema } from '../events/actor-schema.ts';
import { type Link, linkStates, type NewLink, ways } from './link.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));

const recordSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  ways: json.pipe(z.array(z.enum(ways))),
  iclientId: z.string(),
  scopes: json.pipe(z.array(z.string())).optional(),
  singleUse: z.enum(['0', '1']).transform((flag) => flag === '1'),
  returnUrl: z.string().optional(),
  locale: z.enum(['en', 'fr']).optional(),
  createdBy: json.pipe(actorSchema),
  createdAt: z.coerce.number(),
  expiresAt: z.coerce.number(),
  usedAt: z.coerce.number().optional(),
});

/** What `readLink` and `readLinks` of the scripts answer for one link. */
export const stateAndFields = z.tuple([z.enum([...linkStates, 'unknown']), z.array(z.string())]);

/** Undefined when there is no such link. */
export function linkOf([state, list]: z.output<typeof stateAndFields>): Link | undefined {
  if (state === 'unknown') return undefined;
  const { scopes, returnUrl, locale, usedAt, ...rest } = recordSchema.parse(fieldsOf(list));
  return { ...rest, state, scopes, returnUrl, locale, usedAt };
}

/** Names and values in turn, as HGETALL answers them to a script. */
export function fieldsOf(list: string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let index = 0; index + 1 < list.length; index += 2)
    fields[list[index] ?? ''] = list[index + 1] ?? '';
  return fields;
}

/** The fields of a new link that its maker decides. */
export function draftFields(draft: NewLink): string[] {
  const { companyId, iclientId, scopes, singleUse, returnUrl, locale } = draft;
  const fields = {
    companyId,
    ways: JSON.stringify(ways.filter((way) => draft.ways.includes(way))),
    iclientId,
    singleUse: singleUse ? '1' : '0',
    ...(scopes === undefined ? {} : { scopes: JSON.stringify(scopes) }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(locale === undefined ? {} : { locale }),
  };
  return Object.entries(fields).flat();
}
