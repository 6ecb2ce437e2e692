/** The page for people, drawn from the document once. */
import type { Views } from '../../http/views.ts';
import type { OpenApiDocument, Operation } from '../openapi/document.ts';
import { type Row, rowsOf, typeOf } from './schema-rows.ts';

export function docsPage(views: Views, document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      describe(document, method, path, operation),
    ),
  );
  return views.render('api-docs/docs', {
    language: 'en',
    title: document.info.title,
    description: codeSpans(document.info.description),
    server: document.servers[0]?.url ?? '',
    groups: document.tags.map(({ name }) => ({
      name,
      id: name.toLowerCase(),
      operations: operations.filter(({ tag }) => tag === name),
    })),
    schemas: Object.entries(document.components.schemas)
      .filter(([, schema]) => 'properties' in schema || 'oneOf' in schema)
      .map(([name, schema]) => ({
        name,
        description: codeSpans(String(schema.description ?? '')),
        type: typeOf(schema),
        rows: rowsOf(schema),
      }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  });
}

function describe(document: OpenApiDocument, method: string, path: string, operation: Operation) {
  const { tags, operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = requestBody?.content['application/json'].schema;
  const example = body && exampleOf(document, body);
  return {
    tag: tags[0],
    id: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    description: codeSpans(description ?? ''),
    permission: operation['x-permission'],
    parameters: parameters.map(
      ({ name, in: place, required, description, schema }): Row & { place: string } => ({
        name,
        place,
        required,
        type: typeOf(schema),
        description: codeSpans(description ?? ''),
      }),
    ),
    body: body && { type: typeOf(body), required: requestBody?.required === true },
    answers: Object.entries(responses).map(([status, { description, content }]) => {
      const schema = content?.['application/json']?.schema;
      return {
        status,
        type: schema && typeOf(schema),
        isProblem: content !== undefined && schema === undefined,
        description: codeSpans(description),
      };
    }),
    curl: curlOf(document, method, path, example),
  };
}

function curlOf(document: OpenApiDocument, method: string, path: string, example: unknown): string {
  const url = `${document.servers[0]?.url}${path.replace('{id}', '$ID')}`;
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"${url}"`,
    '-H "Authorization: Bearer $API_KEY"',
    ...(method === 'post' ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(example === undefined
      ? []
      : [
          '-H "Content-Type: application/json"',
          `-d '${JSON.stringify(example).replaceAll("'", "'\\''")}'`,
        ]),
  ].join(' \\\n  ');
}

/** The first example of a schema or of what it refers to. */
function exampleOf(document: OpenApiDocument, schema: Record<string, unknown>): unknown {
  if (Array.isArray(schema.examples)) return schema.examples[0];
  const next = Array.isArray(schema.oneOf) ? schema.oneOf[0] : schema;
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(next?.$ref ?? ''))?.[1];
  const named = name === undefined ? undefined : document.components.schemas[name];
  return named && exampleOf(document, named);
}

/** Texts with `code` in them, as pieces that the template escapes. */
function codeSpans(text: string): { text: string; isCode: boolean }[] {
  return text
    .split('`')
    .map((piece, index) => ({ text: piece, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
