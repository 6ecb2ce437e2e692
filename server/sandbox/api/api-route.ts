import type { Catalogue } from '../seeds/catalogue.ts';
import type { Store, Token, World } from '../world.ts';

export type ApiRequest = {
  world: World;
  store: Store;
  token: Token;
  catalogue: Catalogue;
  query: Record<string, unknown>;
  /** The path's id, NaN when it has none or when it is no number. */
  id: number;
  body: unknown;
};

/** Without a body, the status alone is sent. */
export type ApiAnswer = { status: number; body?: unknown };

/** One row of the API: `path` follows `/stores/{hash}`; any one of `scopes` lets a token in. */
export type ApiRoute = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  scopes: string[] | 'any token';
  answer(request: ApiRequest): ApiAnswer;
};

export function ok(body: unknown): ApiAnswer {
  return { status: 200, body };
}

/** A modify scope also reads. Most read scopes are named after their modify scope. */
export function readOrModify(modify: string, read = `${modify}_read_only`): string[] {
  return [modify, read];
}
