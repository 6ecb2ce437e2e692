/** What an endpoint may answer: its own answers, and the problems that may stand in their way. */
import { z } from 'zod';
import { type ErrorCode, statusOf } from '../../errors.ts';
import { type ApiRoute, takesBody } from '../route.ts';
import type { Components, JsonSchema } from './components.ts';

export type Responses = Record<
  string,
  {
    description: string;
    headers?: Record<string, { description: string; schema: JsonSchema }>;
    content?: Record<string, { schema: JsonSchema }>;
  }
>;

const anywhere: ErrorCode[] = [
  'query_invalid',
  'api_key_invalid',
  'permission_missing',
  'too_many_attempts',
  'internal_error',
  'storage_unavailable',
];
const ofBodies: ErrorCode[] = ['body_invalid', 'body_too_large', 'media_type_unsupported'];
const ofPosts: ErrorCode[] = [
  'idempotency_key_invalid',
  'idempotency_in_progress',
  'idempotency_mismatch',
];

export const problemSchema = z
  .looseObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; compare this one.' }),
    detail: z.string().meta({ description: 'What happened and what to do, for developers.' }),
    parameter: z.string().optional(),
    reference: z.string().meta({ description: 'Names the answer in the log; also X-Request-Id.' }),
    errors: z
      .array(z.strictObject({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'One for each field to mend.' }),
    connectionId: z.string().optional().meta({ description: 'What stands in the way.' }),
    connectionIds: z.array(z.string()).optional(),
    companyId: z.string().optional().meta({ description: 'Which one it is.' }),
    connections: z.array(z.strictObject({ id: z.string(), name: z.string() })).optional(),
    connectionCount: z.int().optional().meta({ description: 'How many there are, named or not.' }),
  })
  .meta({ id: 'Problem', description: 'A refusal or a failure (RFC 9457).' });

export function responsesOf(
  route: ApiRoute,
  components: Components,
  wordsOf: (code: ErrorCode) => string,
): Responses {
  const responses: Responses = {};
  for (const [status, schema] of Object.entries(route.answers))
    responses[status] = schema
      ? {
          description: route.summary,
          content: { 'application/json': { schema: components.schemaOf(schema, 'output') } },
        }
      : { description: 'Done; there is nothing to say.' };
  return { ...responses, ...problemsByStatus(errorsOf(route), components, wordsOf) };
}

/** One response for each status that the codes have. */
export function problemsByStatus(
  codes: Iterable<ErrorCode>,
  components: Components,
  wordsOf: (code: ErrorCode) => string,
): Responses {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes)
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      problemResponse(status, codes, components, wordsOf),
    ]),
  );
}

function errorsOf(route: ApiRoute): Set<ErrorCode> {
  return new Set<ErrorCode>([
    ...route.errors,
    ...anywhere,
    ...(route.unlimitedKeysOnly ? (['key_limited'] as const) : []),
    ...(takesBody(route) ? ofBodies : []),
    ...(route.method === 'post' ? ofPosts : []),
  ]);
}

function problemResponse(
  status: number,
  codes: ErrorCode[],
  components: Components,
  wordsOf: (code: ErrorCode) => string,
): Responses[string] {
  const problem = components.schemaOf(problemSchema, 'output');
  const schema = { allOf: [problem, { properties: { code: { enum: codes } } }] };
  return {
    description: codes.map((code) => `\`${code}\`: ${wordsOf(code)}.`).join(' '),
    ...(status === 401 ? { headers: { 'WWW-Authenticate': headerOf('`Bearer`') } } : {}),
    ...(status === 429 || codes.includes('idempotency_in_progress')
      ? { headers: { 'Retry-After': headerOf('Seconds to wait, where waiting helps') } }
      : {}),
    content: { 'application/problem+json': { schema } },
  };
}

export function headerOf(description: string) {
  return { description, schema: { type: 'string' } };
}
