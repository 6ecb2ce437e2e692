/**
 * The proxy: a program calls BigCommerce through a saved connection and never holds its token.
 *
 *   ANY /proxy/{connectionId}/{v2|v3|graphql}/…          Authorization: Bearer <API key>
 *   ANY /proxy/stores/{connectionId}/{v2|v3|graphql}/…   X-Auth-Token: <API key>
 *
 * start.ts asks it before Express: no session, no body parsing, no line in the log. A call whose key,
 * connection and slot are at hand costs Redis nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { KeyRing } from '../access/key-ring.ts';
import { type ApiKey, allows, reaches } from '../api-keys/api-key.ts';
import type { Forwarder } from '../bigcommerce/forward.ts';
import { AppError } from '../errors.ts';
import { asAppError } from '../http/problem.ts';
import { createReferences } from '../http/reference.ts';
import { refuseTransferCodings } from '../http/single-headers.ts';
import { answerProblem } from './answer-problem.ts';
import type { Ending } from './attempt.ts';
import { type ProxyPath, readProxyPath } from './call.ts';
import { createCallers } from './caller.ts';
import { type ExchangeDeps, exchange } from './exchange.ts';
import { callHeaders } from './headers.ts';
import type { LastUsed } from './last-used.ts';
import { maxWaitHeader, patienceMs } from './patience.ts';
import type { Target, Targets } from './targets.ts';

export type ProxyDeps = Omit<ExchangeDeps, 'stopping' | 'callers'> & {
  forwarder: Forwarder;
  keyRing: Pick<KeyRing, 'cached' | 'authenticate' | 'noteUsed'>;
  targets: Targets;
  lastUsed: Pick<LastUsed, 'note'>;
  log: Logger;
  /** The caller's address, as the trusted proxies in front tell it. */
  addressOf(req: IncomingMessage): string;
};

export type ProxyHandler = {
  /** Answers whether the request is the proxy's own; it is answered then, whatever comes. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** From now on every answer is the last one on its connection. */
  makeAnswersLast(): void;
};

// Not TRACE, whose answer repeats what was sent (RFC 9110 section 9.3.8).
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function createProxy(deps: ProxyDeps): ProxyHandler {
  const makeReference = createReferences();
  const { keyRing, targets, metrics, log } = deps;
  let stopping = false;
  const exchangeDeps = { ...deps, callers: createCallers(), stopping: () => stopping };

  return {
    handle(req, res) {
      const url = req.url ?? '';
      if (!url.startsWith('/proxy/') && !isAbsoluteForm(url)) return false;
      void answer(req, res, url);
      return true;
    },
    makeAnswersLast() {
      stopping = true;
    },
  };

  async function answer(req: IncomingMessage, res: ServerResponse, url: string): Promise<void> {
    const arrivedAt = performance.now();
    const ownHeaders = ['X-Request-Id', makeReference(), 'X-Content-Type-Options', 'nosniff'];
    try {
      const outcome = await pass(req, res, url, arrivedAt, ownHeaders);
      const status = outcome === 'left' ? 0 : res.statusCode;
      metrics.done(outcome === 'cut' ? 'failed' : outcome, status, performance.now() - arrivedAt);
    } catch (thrown) {
      const error = asAppError(thrown);
      metrics.done(
        error.status >= 500 ? 'failed' : 'refused',
        error.status,
        performance.now() - arrivedAt,
      );
      logFailure(log, error, thrown, ownHeaders[1]);
      answerProblem(req, res, error, ownHeaders, stopping);
    }
  }

  async function pass(
    req: IncomingMessage,
    res: ServerResponse,
    url: string,
    arrivedAt: number,
    ownHeaders: string[],
  ): Promise<Ending> {
    if (isAbsoluteForm(url)) throw new AppError('path_refused', 'The target is in absolute form.');
    const path = readProxyPath(url);
    const method = req.method ?? '';
    if (!methods.includes(method)) {
      ownHeaders.push('Allow', methods.join(', '));
      throw new AppError('method_not_allowed', 'No such call is passed on.');
    }
    refuseTransferCodings(req.headers['transfer-encoding']);
    const prepare = () => prepareCall(req, path, method);
    ownHeaders.push('X-Connector-Connection', path.connectionId);
    const prepared = await prepare();
    const patientUntil = arrivedAt + patienceMs(req.headers[maxWaitHeader]);
    keyRing.noteUsed(prepared.key);
    deps.lastUsed.note(path.connectionId);
    const asked = { req, res, ...prepared, prepare, ownHeaders, patientUntil, arrivedAt };
    return exchange(exchangeDeps, asked);
  }

  /** The call as its key and its connection allow it now. */
  async function prepareCall(req: IncomingMessage, path: ProxyPath, method: string) {
    const text = keyOf(req, path.keyHeader);
    const key = keyRing.cached(text) ?? (await keyRing.authenticate(text, deps.addressOf(req)));
    admit(key, path, method);
    const { connectionId, area, rest } = path;
    const target: Target = targets.cached(connectionId) ?? (await targets.load(connectionId));
    const call = {
      method,
      path: deps.forwarder.pathTo(target.storeHash, area, rest),
      headers: callHeaders(req.rawHeaders, req.headers.connection, target.accessToken),
    };
    return { key, target, call };
  }
}

/** @throws AppError `permission_missing`; `connection_unknown` for one that the key does not reach */
function admit(key: ApiKey, { connectionId }: ProxyPath, method: string): void {
  const permission = method === 'GET' || method === 'HEAD' ? 'proxy:read' : 'proxy:write';
  if (!allows(key, permission))
    throw new AppError('permission_missing', `This needs ${permission}.`, {
      parameter: permission,
    });
  if (!reaches(key, connectionId))
    throw new AppError('connection_unknown', 'The key does not reach this connection.');
}

function isAbsoluteForm(url: string): boolean {
  return url.charCodeAt(0) !== 0x2f && url !== '*';
}

/** @throws AppError `api_key_invalid`, which names the header that this form of path takes */
function keyOf(req: IncomingMessage, header: ProxyPath['keyHeader']): string {
  const value = req.headers[header];
  const isToken = header === 'x-auth-token';
  const sent = typeof value === 'string' ? value : '';
  const key = isToken ? sent : /^Bearer +(\S+)$/i.exec(sent)?.[1];
  if (key) return key;
  throw new AppError('api_key_invalid', 'No API key was sent where this form of path takes it.', {
    parameter: isToken ? 'X-Auth-Token' : 'Authorization',
  });
}

/** A failure of ours; what callers do wrong, and BigCommerce's failures, are told to the caller alone. */
function logFailure(log: Logger, error: AppError, thrown: unknown, reference: unknown): void {
  const fields = { code: error.code, reference, err: thrown };
  if (error.status >= 500) log.warn(fields, 'a proxied call failed');
  else if (log.isLevelEnabled('debug')) log.debug(fields, 'a proxied call was refused');
}
