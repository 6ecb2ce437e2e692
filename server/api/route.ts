/**
 * One endpoint of the API: where it is, who may use it, what it takes and answers, and what it does.
 * The same schemas read the request and describe it in the OpenAPI document.
 */
import { z } from 'zod';
import type { ApiKey } from '../api-keys/api-key.ts';
import type { Permission } from '../api-keys/permissions.ts';
import type { ErrorCode } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { ApiDeps } from './deps.ts';
import { readPart } from './read-part.ts';

export type Answer = {
  status: number;
  /** What is sent as JSON; undefined sends nothing. */
  body?: unknown;
  headers?: Record<string, string>;
  /** How long what it holds is of use, in milliseconds; repeats are not answered alike for longer. */
  usableMs?: number;
};

/** Who asks. */
export type Caller = {
  apiKey: ApiKey;
  /** The key, as events tell it. */
  by: { actor: Extract<Actor, { kind: 'api_key' }>; address: string };
};

/** A request as it came: parameters of the path, those of the query, and the JSON of the body. */
export type RawRequest = { params: unknown; query: unknown; body: unknown };

type Description = {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** As OpenAPI writes it, below /api/v1: `/connections/{id}`. */
  path: string;
  permission: Permission;
  /** Refuses keys that are limited to some connections, since this is about more than those. */
  unlimitedKeysOnly?: boolean;
  /** Groups the endpoints in the documentation. */
  tag: string;
  /** A unique name in camel case, for generated clients. */
  operationId: string;
  summary: string;
  description?: string;
  /** The JSON that each status answers; null answers nothing. */
  answers: Record<number, z.ZodType | null>;
  /** What may go wrong besides what may go wrong anywhere. */
  errors: ErrorCode[];
};

export type ApiRoute = Description & {
  params: z.ZodObject;
  query: z.ZodObject;
  /** Undefined when it takes none. */
  body: z.ZodType | undefined;
  /**
   * Reads the whole request, then answers what carries it out.
   * @throws AppError `query_invalid` or `body_invalid` with all that has to be mended
   */
  read(raw: RawRequest): (deps: ApiDeps, caller: Caller) => Promise<Answer>;
};

/** What comes with other methods is not read (RFC 9110, 9.3.1 and 9.3.5). */
export function takesBody({ method }: Pick<ApiRoute, 'method'>): boolean {
  return method === 'post' || method === 'patch';
}

/** What a handler is given. */
export type Asked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Caller & {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
};

const nothing = z.strictObject({});

/** Builds a route whose handler sees the types of its schemas. */
export function route<
  P extends z.ZodObject = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B extends z.ZodType = typeof nothing,
>({
  params,
  query,
  body,
  handle,
  ...description
}: Description & {
  params?: P;
  query?: Q;
  body?: B;
  handle(deps: ApiDeps, asked: Asked<P, Q, B>): Promise<Answer>;
}): ApiRoute {
  const schemas = { params: params ?? nothing, query: query ?? nothing, body: body ?? nothing };
  return {
    ...description,
    params: schemas.params,
    query: schemas.query,
    body,
    read(raw) {
      const read = {
        params: schemas.params.parse(raw.params) as z.output<P>,
        query: readPart('query_invalid', schemas.query, raw.query) as z.output<Q>,
        // No body is an empty one, so that each field that it lacks is named.
        body: readPart(
          'body_invalid',
          schemas.body,
          raw.body === undefined ? {} : raw.body,
        ) as z.output<B>,
      };
      return (deps, caller) => handle(deps, { ...read, ...caller });
    },
  };
}
