/** What the API takes to make a link. */
import { z } from 'zod';
import { defaultLinkMs, longestLinkMs, ways } from '../links/link.ts';
import { scopesSchema } from './representations/shared.ts';

const shortestSeconds = 60;

export const newLinkSchema = z
  .strictObject({
    ways: z
      .array(z.enum(ways))
      .min(1)
      .max(ways.length)
      .default([...ways])
      .meta({ description: 'How the merchant may connect: one way, or both to choose from.' }),
    iclientId: z.string().min(1).max(64).optional().meta({
      description: 'Whose app is installed. Without it `default`, the one of the configuration.',
    }),
    scopes: scopesSchema.nullable().optional().meta({
      description: 'What is asked for. Without it, and with null, those of the iClient.',
    }),
    singleUse: z.boolean().default(false).meta({
      description: 'Whether the first store that it connects ends it.',
    }),
    expiresIn: z
      .int()
      .min(shortestSeconds)
      .max(longestLinkMs / 1000)
      .default(defaultLinkMs / 1000)
      .meta({ description: 'Seconds from now; a week if left out.' }),
    returnUrl: z.string().max(2_000).nullable().optional().meta({
      description:
        'An https URL at one of the service’s RETURN_HOSTS or at a return host of its settings, to which the merchant returns with `status`, `companyId`, and `connectionId` or `errorCode`. Anybody can write such an address: ask the API whether it is true.',
    }),
    locale: z.enum(['en', 'fr']).nullable().optional().meta({
      description: 'That of the browser if left out.',
    }),
  })
  .meta({
    id: 'NewLink',
    examples: [
      {
        ways: ['app', 'api_account'],
        singleUse: true,
        expiresIn: 604_800,
        returnUrl: 'https://app.example.com/connected',
      },
    ],
  });

export type NewLinkBody = z.output<typeof newLinkSchema>;
