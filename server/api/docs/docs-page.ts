/** The page for people, drawn from the document once. */
import type { Views } from '../../http/views.ts';
import type { OpenApiDocument, Operation } from '../openapi/document.ts';
import { type Row, rowsOf, typeOf } from './schema-rows.ts';

export function docsPage(views: Views, document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    alike(byMethod).map((methods) => describe(document, methods, path)),
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

type Methods = [[string, Operation], ...[string, Operation][]];

/** The methods of a path; those whose operations do the same are shown as one. */
function alike(byMethod: Record<string, Operation>): Methods[] {
  const groups = new Map<string, Methods>();
  for (const [method, operation] of Object.entries(byMethod)) {
    const group = groups.get(operation.summary);
    if (group) group.push([method, operation]);
    else groups.set(operation.summary, [[method, operation]]);
  }
  return [...groups.values()];
}

function describe(document: OpenApiDocument, methods: Methods, path: string) {
  const [[method, operation]] = methods;
  const { tags, operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = requestBody && Object.values(requestBody.content)[0]?.schema;
  const example = body && exampleOf(document, body);
  return {
    tag: tags[0],
    id: operationId,
    methods: methods.map(([method]) => method.toUpperCase()),
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
        isProblem: content !== undefined && 'application/problem+json' in content,
        description: codeSpans(description),
      };
    }),
    curl: curlOf(document, method, path, operation, example),
  };
}

function curlOf(
  document: OpenApiDocument,
  method: string,
  path: string,
  { servers, security, parameters }: Operation,
  example: unknown,
): string {
  const shown = (name: string) =>
    parameters.find((each) => each.name === name)?.example ??
    `$${name.replaceAll(/[A-Z]/g, '_$&').toUpperCase()}`;
  const [server] = servers ?? document.servers;
  const url = `${server?.url}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => shown(name))}`;
  const asToken = security?.some((scheme) => 'apiKeyAsToken' in scheme);
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"${url}"`,
    `-H "${asToken ? 'X-Auth-Token:' : 'Authorization: Bearer'} $API_KEY"`,
    ...(parameters.some(({ name }) => name === 'Idempotency-Key')
      ? ['-H "Idempotency-Key: $(uuidgen)"']
      : []),
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
