import { z } from 'zod';
import { type Link, linkStates, ways } from '../../links/link.ts';
import { actorOf, actorSchema } from './event.ts';
import { momentOf, momentSchema, pageSchema, possibleMomentOf } from './shared.ts';

const fields = {
  id: z.string().meta({ examples: ['ln_3f0a9d7c5b1e2f4a6c8d0e1b'] }),
  companyId: z.string(),
  ways: z.array(z.enum(ways)).meta({ description: 'How a store may be connected.' }),
  iclientId: z.string().meta({ description: 'Whose app is installed.' }),
  scopes: z.array(z.string()).nullable().meta({
    description: 'What is asked for; null takes those of the iClient.',
  }),
  singleUse: z.boolean().meta({ description: 'Whether the first store that it connects ends it.' }),
  returnUrl: z.string().nullable(),
  locale: z.enum(['en', 'fr']).nullable().meta({ description: 'Null takes that of the browser.' }),
  state: z.enum(linkStates).meta({ description: 'Only an `open` one lets anybody in.' }),
  createdBy: actorSchema,
  createdAt: momentSchema,
  expiresAt: momentSchema,
  usedAt: momentSchema.nullable().meta({ description: 'When it connected a store last.' }),
};

export const linkSchema = z
  .strictObject(fields)
  .meta({ id: 'Link', description: 'A link without its URL, which nobody reads back.' });

export const linkPageSchema = pageSchema(linkSchema, 'LinkPage');

export const madeLinkSchema = z
  .strictObject({
    ...fields,
    url: z.string().meta({
      format: 'uri',
      description: 'For the merchant. Secret, and answered this once.',
    }),
  })
  .meta({ id: 'MadeLink' });

export function linkOf(link: Link): z.output<typeof linkSchema> {
  return {
    id: link.id,
    companyId: link.companyId,
    ways: link.ways,
    iclientId: link.iclientId,
    scopes: link.scopes ?? null,
    singleUse: link.singleUse,
    returnUrl: link.returnUrl ?? null,
    locale: link.locale ?? null,
    state: link.state,
    createdBy: actorOf(link.createdBy),
    createdAt: momentOf(link.createdAt),
    expiresAt: momentOf(link.expiresAt),
    usedAt: possibleMomentOf(link.usedAt),
  };
}
