/** What a request to the proxy asks for, read from its raw path; nothing of it is decoded. */
import { AppError } from '../errors.ts';
import { refusePath } from './path-guard.ts';

export type Area = 'v2' | 'v3' | 'graphql';

export type ProxyPath = {
  connectionId: string;
  area: Area;
  /** What follows the area, query included; empty or begins with `/` or `?`. */
  rest: string;
  /** Where the API key is: clients that only let the host be changed send it as BigCommerce's token. */
  keyHeader: 'authorization' | 'x-auth-token';
};

const form = /^\/proxy\/(stores\/)?([A-Za-z0-9_-]{1,64})\/(v2|v3|graphql)(?=[/?]|$)/;

/**
 * @param url the request's target as it was sent, beginning with `/proxy/`
 * @throws AppError `path_refused`; `path_incomplete` when it names no connection and API
 */
export function readProxyPath(url: string): ProxyPath {
  refusePath(url);
  const found = form.exec(url);
  const [whole = '', underStores, connectionId = '', area = ''] = found ?? [];
  if (!found) throw new AppError('path_incomplete', 'The path names no connection and API.');
  return {
    connectionId,
    area: area as Area,
    rest: url.slice(whole.length),
    keyHeader: underStores === undefined ? 'authorization' : 'x-auth-token',
  };
}
