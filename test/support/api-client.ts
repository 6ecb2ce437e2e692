/** A builder's program: it calls the API with a key, and takes no answer that the document does not foresee. */
import type { Response } from 'supertest';
import type { ApiKey } from '../../server/api-keys/api-key.ts';
import type { Permission } from '../../server/api-keys/permissions.ts';
import { apiDocument } from './api-document.ts';
import type { Connector } from './connector.ts';

type Method = 'get' | 'post' | 'patch' | 'delete';
type Headers = Record<string, string>;

export type ApiClient = {
  connector: Connector;
  apiKey: ApiKey;
  /** Its text. */
  key: string;
  /** Paths are below /api/v1. */
  get(path: string, headers?: Headers): Promise<Response>;
  post(path: string, body?: object | string, headers?: Headers): Promise<Response>;
  patch(path: string, body: object | string, headers?: Headers): Promise<Response>;
  delete(path: string, headers?: Headers): Promise<Response>;
};

export const byOperator = { actor: { kind: 'operator' }, address: '' } as const;

/** A client with a key of its own, which may do everything unless told. */
export async function apiClient(
  connector: Connector,
  {
    permissions = ['*'],
    connectionIds,
  }: { permissions?: Permission[]; connectionIds?: string[] } = {},
): Promise<ApiClient> {
  const draft = { name: 'Example program', permissions, connectionIds };
  const { apiKey, key } = await connector.service.deps.apiKeys.create(draft, byOperator);
  connector.keepSecret(key);
  const call = callWith(connector, { Authorization: `Bearer ${key}` });
  return {
    connector,
    apiKey,
    key,
    get: (path, headers) => call('get', path, undefined, headers),
    post: (path, body, headers) => call('post', path, body, headers),
    patch: (path, body, headers) => call('patch', path, body, headers),
    delete: (path, headers) => call('delete', path, undefined, headers),
  };
}

/** Calls with these headers alone. */
export function callWith(connector: Connector, always: Headers) {
  return async (method: Method, path: string, body?: object | string, headers: Headers = {}) => {
    const { expectForeseen } = await apiDocument(connector);
    const request = connector.http()[method](`/api/v1${path}`).set(always);
    if (typeof body === 'string') request.type('json');
    request.set(headers);
    const answer = await (body === undefined ? request : request.send(body));
    expectForeseen(method, path, answer);
    return answer;
  };
}

/** What a problem says is wrong, by field. */
export function errorsOf({ body }: Response): Record<string, string> {
  const errors = body.errors as { field: string; message: string }[];
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}
