/** Leave for one page to let its user pick a connection. */
import { z } from 'zod';
import { allows } from '../../api-keys/api-key.ts';
import { connectionKinds, connectionStatuses } from '../../connections/connection.ts';
import { AppError } from '../../errors.ts';
import { acceptedPageOrigin } from '../../picker-sessions/page-origin.ts';
import { pickerSessionMs } from '../../picker-sessions/store.ts';
import { partInvalid } from '../read-part.ts';
import { momentOf, momentSchema } from '../representations/shared.ts';
import { type ApiRoute, route } from '../route.ts';

const originSchema = z
  .string()
  .refine((text) => acceptedPageOrigin(text) !== undefined, {
    error:
      'Give the exact origin of the page, such as https://builder.example: https, a host in small letters, no path and no slash; http works on localhost alone.',
  })
  .meta({
    description: 'The only origin that may show the picker and that is told what was picked.',
    examples: ['https://builder.example'],
  });

const filterSchema = z
  .strictObject({
    status: z.enum(connectionStatuses).optional(),
    kind: z.enum(connectionKinds).optional(),
    iclientId: z.string().min(1).max(64).optional(),
    storeHash: z.string().min(1).max(64).optional(),
    q: z.string().max(200).optional().meta({
      description: 'Beginnings of words of the name, store hash, store name and domain.',
    }),
  })
  .meta({
    id: 'PickerFilter',
    description: 'Which connections it shows; those made or mended in it are shown besides.',
  });

export const pickerSessionRoutes: ApiRoute[] = [
  route({
    method: 'post',
    path: '/picker-sessions',
    permission: 'picker:write',
    tag: 'Picker',
    operationId: 'createPickerSession',
    summary: 'Lets a page open the picker',
    description:
      'Give `session` to `ConnectorPicker.open` of /picker.js. It lasts 30 minutes, and no longer than the API key; the picker shows no connection that the key does not reach. Whoever uses the page may authorize those, and give them new tokens, without any other permission.',
    body: z.strictObject({
      origin: originSchema,
      filter: filterSchema.default({}),
      allowCreate: z.boolean().default(false).meta({
        description:
          'Whether new connections may be made in it. This needs `connections:write` besides; limited keys cannot allow it.',
      }),
      locale: z
        .enum(['en', 'fr'])
        .optional()
        .meta({ description: 'That of the browser if left out.' }),
    }),
    answers: {
      201: z
        .strictObject({
          session: z.string().meta({ description: 'Secret. For the page alone.' }),
          expiresAt: momentSchema,
          url: z.string().meta({ description: 'What ConnectorPicker opens.' }),
        })
        .meta({ id: 'PickerSession' }),
    },
    errors: ['key_limited'],
    async handle({ pickerSessions, publicUrl }, { body, apiKey }) {
      const { origin, filter, allowCreate, locale } = body;
      if (allowCreate && apiKey.connectionIds !== undefined)
        throw new AppError('key_limited', 'A limited key would not reach a new connection.');
      if (allowCreate && !allows(apiKey, 'connections:write'))
        throw new AppError('permission_missing', 'The key may make no connections.', {
          parameter: 'connections:write',
        });
      if (allowCreate && filter.kind === 'api_account')
        throw partInvalid('body_invalid', [
          { field: 'allowCreate', message: 'Leave it out: API accounts are made in the console.' },
        ]);
      const draft = { apiKeyId: apiKey.id, origin, filter, allowCreate, locale };
      const { session, token } = await pickerSessions.make(draft);
      const [id, secret] = token.split('.');
      const answer = {
        session: token,
        expiresAt: momentOf(session.expiresAt),
        url: `${publicUrl}/picker/${id}#${secret}`,
      };
      return { status: 201, body: answer, usableMs: pickerSessionMs };
    },
  }),
];
