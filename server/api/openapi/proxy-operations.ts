/**
 * The proxy as operations of the document. It is no part of the table of endpoints: it stands before
 * Express, and what it takes and answers is BigCommerce's.
 */
import type { ErrorCode } from '../../errors.ts';
import { maxWait } from '../../http/max-wait.ts';
import type { Components } from './components.ts';
import type { OpenApiDocument, Operation, Parameter } from './document.ts';
import { headerOf, problemsByStatus, type Responses } from './responses.ts';

export const proxyTag = 'Proxy';
const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;
type Method = (typeof methods)[number];
type Form = { scheme: 'apiKey' | 'apiKeyAsToken'; idEnd: string; like: string; how: string };

/** Where the API key is, by the path. */
const forms: Record<string, Form> = {
  '/proxy/{connectionId}/{path}': {
    scheme: 'apiKey',
    idEnd: 'ThroughProxy',
    like: 'with a connection’s token',
    how: 'The access token is added; yours, cookies and unknown headers stay behind.',
  },
  '/proxy/stores/{connectionId}/{path}': {
    scheme: 'apiKeyAsToken',
    idEnd: 'ThroughStoresProxy',
    like: 'as its client libraries do',
    how: 'For client libraries of BigCommerce: give them the host and `/proxy` instead of `https://api.bigcommerce.com`, the connection’s id as the store hash, and the API key as the access token.',
  },
};

const errors: ErrorCode[] = [
  'path_refused',
  'path_incomplete',
  'header_invalid',
  'api_key_invalid',
  'permission_missing',
  'connection_unknown',
  'connection_not_connected',
  'slots_busy',
  'body_stalled',
  'too_many_attempts',
  'call_failed',
  'bigcommerce_redirected',
  'call_timed_out',
  'storage_unavailable',
  'internal_error',
];

const parameters: Parameter[] = [
  {
    name: 'connectionId',
    in: 'path',
    required: true,
    description: 'The connection’s id.',
    schema: { type: 'string' },
  },
  {
    name: 'path',
    in: 'path',
    required: true,
    description:
      'BigCommerce’s own path after `/stores/{store_hash}/`, with its slashes as they are: percent-encoded ones are refused. Its query follows as BigCommerce documents it.',
    example: 'v3/catalog/products',
    schema: { type: 'string', pattern: '^(v2|v3|graphql)(/.*)?$' },
    'x-multi-segment': true,
  },
  {
    name: maxWait.header,
    in: 'header',
    required: false,
    description: 'For how many seconds the call may wait for its turn and for a rate limit to end.',
    schema: {
      type: 'integer',
      minimum: 0,
      maximum: maxWait.mostSeconds,
      default: maxWait.defaultSeconds,
    },
  },
];

/** @param publicUrl the service's own origin, below which the proxy is */
export function proxyPaths(
  publicUrl: string,
  components: Components,
  wordsOf: (code: ErrorCode) => string,
): OpenApiDocument['paths'] {
  const responses = responsesWith(problemsByStatus(errors, components, wordsOf));
  return Object.fromEntries(
    Object.entries(forms).map(([path, form]) => [
      path,
      Object.fromEntries(
        methods.map((method) => [method, { ...operationOf(method, form, publicUrl), responses }]),
      ),
    ]),
  );
}

function operationOf(
  method: Method,
  { scheme, idEnd, like, how }: Form,
  publicUrl: string,
): Omit<Operation, 'responses'> {
  const reads = method === 'get' || method === 'head';
  const takesBody = method === 'post' || method === 'put' || method === 'patch';
  return {
    tags: [proxyTag],
    operationId: `${method}${idEnd}`,
    summary: `${reads ? 'Reads from' : 'Changes something at'} BigCommerce ${like}`,
    description: `${how} Calls beyond the connection’s concurrency wait for their turn.`,
    'x-permission': reads ? 'proxy:read' : 'proxy:write',
    servers: [{ url: publicUrl }],
    security: [{ [scheme]: [] }],
    parameters,
    ...(takesBody ? { requestBody: { required: false, content: { '*/*': { schema: {} } } } } : {}),
  };
}

function responsesWith(problems: Responses): Responses {
  const headers = {
    'X-Connector-Connection': headerOf('The connection that was called through'),
    'X-Connector-Required-Scope': headerOf(
      'With BigCommerce’s 403: the scope that the call needs, where it is known; the token may have it',
    ),
    'X-BigCommerce-Request-Id': headerOf('By which BigCommerce’s support finds the call'),
  };
  const own = { '*/*': { schema: {} } };
  const both = Object.entries(problems).map(([status, problem]) => [
    status,
    {
      ...problem,
      headers: { ...headers, ...problem.headers },
      // BigCommerce may answer with this status, too.
      content: { ...problem.content, ...own },
    },
  ]);
  const description =
    'BigCommerce’s answer as it came, with any status; a problem of ours has one of the codes above. `X-Connector-Connection` names the connection; `X-Connector-Required-Scope`, with BigCommerce’s 403, the scope that the call needs, where it is known. BigCommerce does not say whether the token lacks it or something else was refused.';
  return { ...Object.fromEntries(both), default: { description, headers, content: own } };
}
