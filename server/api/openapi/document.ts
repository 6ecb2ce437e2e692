/** The OpenAPI 3.1 document, made from the table of endpoints and the schemas that read their requests. */
import { z } from 'zod';
import type { ErrorCode } from '../../errors.ts';
import { wordsOf } from '../../http/problem.ts';
import type { ApiRoute } from '../route.ts';
import { type Components, createComponents, type JsonSchema } from './components.ts';
import { proxyPaths, proxyTag } from './proxy-operations.ts';
import { type Responses, responsesOf } from './responses.ts';

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  example?: string;
  schema: JsonSchema;
  /** Its value may have slashes. */
  'x-multi-segment'?: true;
};

export type Operation = {
  tags: string[];
  operationId: string;
  summary: string;
  description?: string;
  'x-permission': string;
  /** Where they are others than the document's. */
  servers?: { url: string }[];
  security?: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Responses;
};

export type OpenApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: { apiKey: string[] }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Components['schemas']; securitySchemes: object };
};

const description = `JSON in camelCase; times are ISO 8601 in UTC. Send an API key as \`Authorization: Bearer …\`. Unknown fields and parameters are refused. Errors are problems (RFC 9457) with a stable \`code\`. Lists have pages: send \`nextCursor\` as \`cursor\` until it is null. Every POST takes an \`Idempotency-Key\`, by which it is carried out once for a day, or until the \`expiresAt\` of its answer. BigCommerce's own API stands below \`/proxy/{connectionId}/\`, as \`v2\`, \`v3\` and \`graphql\`, with the same key and the permissions \`proxy:read\` and \`proxy:write\`.`;

/** @param publicUrl the service's own origin */
export function openApiDocument(publicUrl: string, table: readonly ApiRoute[]): OpenApiDocument {
  const components = createComponents();
  const paths: OpenApiDocument['paths'] = {};
  for (const route of table)
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, components) };
  return {
    openapi: '3.1.0',
    info: { title: 'BigCommerce connector', version: '1', description },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ apiKey: [] }],
    tags: [...new Set(table.map(({ tag }) => tag)), proxyTag].map((name) => ({ name })),
    paths: { ...paths, ...proxyPaths(publicUrl, components, titleOf) },
    components: {
      schemas: components.schemas,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `bcc_…`.' },
        apiKeyAsToken: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Auth-Token',
          description: 'An API key in the place of BigCommerce’s access token.',
        },
      },
    },
  };
}

function operationOf(route: ApiRoute, components: Components): Operation {
  const { tag, operationId, summary, description, permission, body } = route;
  return {
    tags: [tag],
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    'x-permission': permission,
    parameters: [
      ...parametersOf('path', route.params, components),
      ...parametersOf('query', route.query, components),
      ...(route.method === 'post' ? [idempotencyKey] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: !body.safeParse({}).success,
            content: { 'application/json': { schema: components.schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: responsesOf(route, components, titleOf),
  };
}

function titleOf(code: ErrorCode): string {
  return wordsOf({ code, parameter: undefined }).title;
}

function parametersOf(
  place: 'path' | 'query',
  schema: z.ZodObject,
  components: Components,
): Parameter[] {
  const { properties = {}, required = [] } = z
    .object({
      properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      required: z.array(z.string()).optional(),
    })
    .parse(components.schemaOf(schema, 'input'));
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema: rest,
  }));
}

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Sent again with the same one, the request is answered as before and not carried out again: for a day, or until the `expiresAt` of the answer if that is earlier.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};
