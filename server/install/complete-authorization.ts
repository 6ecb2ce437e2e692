/** From the callback of an authorization to its outcome, whatever that is. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { Authorization, AuthorizationOutcome } from '../authorizations/authorization.ts';
import type { AuthorizationStore, Claim } from '../authorizations/store.ts';
import { missingScopes } from '../bigcommerce/scopes.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import type { Event } from '../events/event.ts';
import { noteFailure } from '../events/refused-callback.ts';
import type { EventStore } from '../events/store.ts';
import type { IClient } from '../iclients/iclient.ts';
import { toldFailure } from '../links/told-failure.ts';
import { type AuthCallback, parseAuthCallback } from './auth-callback.ts';
import { type ByLinkDeps, saveByLink } from './by-link.ts';
import { type RedeemDeps, redeemCode } from './redeem-code.ts';
import { type RequireStarterDeps, requireStarter } from './require-starter.ts';

export type CompleteAuthorizationDeps = RedeemDeps &
  RequireStarterDeps &
  ByLinkDeps & {
    publicUrl: string;
    authorizations: AuthorizationStore;
    connections: Pick<ConnectionStore, 'find'>;
    events: Pick<EventStore, 'record' | 'recordOnceAMinute'>;
  };

const pollMs = 100;
const patienceMs = 30_000;

/**
 * Claims the authorization, exchanges the code and keeps what came of it. The same callback again
 * waits for the outcome of the first.
 * @throws AppError `state_unknown` (used), `authorization_expired`, or, leaving the authorization
 *   waiting, the errors of `parseAuthCallback` for a malformed callback and `code_refused` or
 *   `context_mismatch` for one without a state: any page can send the browser here with a made-up code
 */
export async function completeAuthorization(
  deps: CompleteAuthorizationDeps,
  iclient: IClient,
  authorization: Authorization,
  req: Request,
  res: Response,
): Promise<Authorization> {
  const answer = readAnswer(req);
  const claim: Claim = { code: answer.once, certain: Boolean(req.query.state) };
  const claimed = await deps.authorizations.claim(authorization.id, claim);
  if (claimed === 'repeated') return outcomeOfFirst(deps.authorizations, authorization);
  let outcome: AuthorizationOutcome;
  let reason: ErrorCode | undefined;
  try {
    if (answer.refused) throw answer.refused;
    outcome = await connect(deps, iclient, authorization, answer.callback, req, res);
  } catch (error) {
    if (!claim.certain && isOfNobody(error, authorization)) {
      await deps.authorizations.putBack(authorization.id, claim);
      throw error;
    }
    outcome = failureOf(error, authorization, req);
    noteFailure(res, error);
    reason = errorCodeOf(error);
  }
  // The outcome stands, whether the page that waits for it learns of it or not.
  await deps.authorizations.settle(authorization.id, outcome, claim).catch(() => undefined);
  if (reason !== undefined) await recordFailure(deps, authorization, reason, req);
  return { ...authorization, ...outcome };
}

type Answer =
  | { once: string; refused: AppError }
  | { once: string; refused?: never; callback: AuthCallback };

/** `once` is what makes a callback the same as another: its code, or that it brings an error. */
function readAnswer(req: Request): Answer {
  try {
    const callback = parseAuthCallback(req.query);
    return { once: callback.code, callback };
  } catch (error) {
    if (error instanceof AppError && isRefusal(error))
      return { once: `error ${error.code}`, refused: error };
    throw error;
  }
}

/**
 * Whether a code was none that BigCommerce gave for the store; for a link also where that is not asked,
 * since it must not make a difference whether a store is known.
 */
function isOfNobody(error: unknown, { link }: Authorization): boolean {
  const code = errorCodeOf(error);
  if (link) return toldFailure(code) === 'store_not_connected';
  return code === 'code_refused' || code === 'context_mismatch';
}

function isRefusal({ code }: AppError): boolean {
  return code === 'consent_denied' || code === 'authorization_failed';
}

async function connect(
  deps: CompleteAuthorizationDeps,
  iclient: IClient,
  authorization: Authorization,
  callback: AuthCallback,
  req: Request,
  res: Response,
): Promise<AuthorizationOutcome> {
  await requireStarter(deps, authorization);
  if (callback.storeHash !== authorization.storeHash)
    throw new StoreMismatch(callback.storeHash, authorization.storeHash);
  const redirectUri = redirectUriOf(deps.publicUrl, authorization, req);
  const redemption = { iclient, callback, redirectUri, authorization };
  const { connectionId, link, storeHash } = authorization;
  const saved =
    link === undefined
      ? await redeemCode(deps, redemption, req, res)
      : await saveByLink(deps, link, storeHash, req.log, (asked) =>
          redeemCode(deps, { ...redemption, link: asked }, req, res),
        );
  if (connectionId !== undefined && saved.connectionId !== connectionId)
    throw new AppError('connection_unknown', 'The code was exchanged for another connection.');
  const connection = await deps.connections.find(saved.connectionId);
  const granted = connection?.grantedScopes ?? authorization.scopes;
  return { status: 'done', missingScopes: missingScopes(authorization.scopes, granted) };
}

/** Without a state the callback may be of an install from BigCommerce's side, at the app's other path. */
function redirectUriOf(publicUrl: string, authorization: Authorization, req: Request): string {
  const { redirectUri } = authorization;
  const isForIt = req.query.state !== undefined || new URL(redirectUri).pathname === req.path;
  return isForIt ? redirectUri : `${publicUrl}${req.path}`;
}

function errorCodeOf(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : 'internal_error';
}

/** Carries the store that came, for the words. */
class StoreMismatch extends AppError {
  readonly otherStore: string;

  constructor(came: string, meant: string) {
    super('store_mismatch', `The authorization is for ${meant}, the callback for ${came}.`);
    this.otherStore = came;
  }
}

function failureOf(error: unknown, { link }: Authorization, req: Request): AuthorizationOutcome {
  const code = errorCodeOf(error);
  req.log.warn({ err: error, code }, 'An authorization failed.');
  return {
    status: 'failed',
    code: link ? toldFailure(code) : code,
    ...(error instanceof StoreMismatch ? { otherStore: error.otherStore } : {}),
  };
}

async function recordFailure(
  { events }: Pick<CompleteAuthorizationDeps, 'events'>,
  { startedBy, connectionId, link, iclientId, storeHash }: Authorization,
  reason: ErrorCode,
  req: Request,
): Promise<void> {
  const event: Event = {
    kind: 'connection.authorization_failed',
    actor: startedBy,
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(link === undefined ? {} : { linkId: link.linkId, companyId: link.companyId }),
    iclientId,
    storeHash,
    reason,
    address: req.ip ?? 'unknown',
  };
  // Who has a link may fail as often as they like, and must not push out what else there is.
  const kept = link === undefined ? events.record(event) : events.recordOnceAMinute(event);
  await kept.catch((error: unknown) =>
    req.log.warn({ err: error }, 'The event of a failed authorization could not be kept.'),
  );
}

async function outcomeOfFirst(
  authorizations: Pick<AuthorizationStore, 'find'>,
  { id }: Authorization,
): Promise<Authorization> {
  for (let waited = 0; waited < patienceMs; waited += pollMs) {
    const authorization = await authorizations.find(id);
    if (!authorization) break;
    if (authorization.status === 'done' || authorization.status === 'failed') return authorization;
    if (authorization.status === 'waiting')
      throw new AppError('code_refused', 'The first callback with this code was refused.');
    await delay(pollMs);
  }
  throw new AppError('install_interrupted', 'The first callback with this code never finished.');
}
