import { z } from 'zod';
import { callbackUrl } from '../../iclients/callback-urls.ts';
import { type IClient, isFromEnvironment } from '../../iclients/iclient.ts';
import { momentOf, momentSchema, pageSchema } from './shared.ts';

export const iclientSchema = z
  .strictObject({
    id: z.string().meta({ examples: ['ic_9c1f0a7be2d3485566778899'] }),
    slug: z.string().meta({ description: 'Names its callback URLs; it never changes.' }),
    name: z.string(),
    clientId: z.string(),
    accountUuid: z.string().nullable(),
    scopes: z.array(z.string()).meta({ description: 'What the app asks for.' }),
    whitelist: z.array(z.string()).meta({ description: 'Further auth callback URLs.' }),
    callbackUrls: z
      .strictObject({
        auth: z.string(),
        load: z.string(),
        uninstall: z.string(),
        removeUser: z.string(),
      })
      .meta({ description: 'To be registered in BigCommerce’s Developer Portal.' }),
    isFromEnvironment: z.boolean().meta({
      description: 'Whether the service’s configuration describes it, but for its whitelist.',
    }),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({
    id: 'IClient',
    description: 'An app’s client id, with a secret that nobody reads back.',
  });

export const iclientPageSchema = pageSchema(iclientSchema, 'IClientPage');

export function iclientOf(publicUrl: string, iclient: IClient): z.output<typeof iclientSchema> {
  return {
    id: iclient.id,
    slug: iclient.slug,
    name: iclient.name,
    clientId: iclient.clientId,
    accountUuid: iclient.accountUuid ?? null,
    scopes: iclient.scopes,
    whitelist: iclient.whitelist,
    callbackUrls: {
      auth: callbackUrl(publicUrl, iclient, 'auth'),
      load: callbackUrl(publicUrl, iclient, 'load'),
      uninstall: callbackUrl(publicUrl, iclient, 'uninstall'),
      removeUser: callbackUrl(publicUrl, iclient, 'remove_user'),
    },
    isFromEnvironment: isFromEnvironment(iclient),
    createdAt: momentOf(iclient.createdAt),
    updatedAt: momentOf(iclient.updatedAt),
  };
}
