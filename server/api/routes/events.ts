/** The audit trail. */
import { z } from 'zod';
import { eventKinds } from '../../events/event.ts';
import { type EventPosition, parsePosition } from '../../events/newest-first.ts';
import { partInvalid } from '../read-part.ts';
import { actorKinds, eventOf, eventPageSchema } from '../representations/event.ts';
import { pageQuery } from '../representations/shared.ts';
import { type ApiRoute, route } from '../route.ts';

const momentQuery = z.iso
  .datetime({
    offset: true,
    error: 'Give a time such as 2030-01-31T09:00:00Z.',
  })
  .transform((text) => Date.parse(text));

export const eventRoutes: ApiRoute[] = [
  route({
    method: 'get',
    path: '/events',
    permission: 'events:read',
    tag: 'Events',
    operationId: 'listEvents',
    summary: 'Lists events, the newest first',
    description:
      'Who did what to which thing, when and from where. A key that is limited to some connections finds events about those alone.',
    query: z.strictObject({
      connectionId: z.string().max(64).optional(),
      iclientId: z.string().max(64).optional(),
      kind: z.enum(eventKinds).optional(),
      actorKind: z.enum(actorKinds).optional(),
      from: momentQuery.optional().meta({ description: 'The first moment that counts.' }),
      to: momentQuery.optional().meta({ description: 'The first moment that no longer does.' }),
      ...pageQuery,
    }),
    answers: { 200: eventPageSchema },
    errors: [],
    async handle({ events }, { query, apiKey }) {
      const { kind, limit, cursor, ...filter } = query;
      const page = await events.page(
        {
          ...filter,
          kinds: kind === undefined ? undefined : [kind],
          connectionIds: apiKey.connectionIds,
        },
        { limit, after: positionIn(cursor) },
      );
      return {
        status: 200,
        body: { data: page.events.map(eventOf), nextCursor: page.next ?? null },
      };
    },
  }),
];

function positionIn(cursor: string | undefined): EventPosition | undefined {
  if (cursor === undefined) return undefined;
  const position = parsePosition(cursor);
  if (position !== undefined) return position;
  throw partInvalid('query_invalid', [
    { field: 'cursor', message: 'Give a nextCursor as it came.' },
  ]);
}
