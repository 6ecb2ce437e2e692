/** From the callback of an authorization to its outcome, whatever that is. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { ApiKeyStore } from '../api-keys/store.ts';
import type { Authorization, AuthorizationOutcome } from '../authorizations/authorization.ts';
import type { AuthorizationStore, Claim } from '../authorizations/store.ts';
import { missingScopes } from '../bigcommerce/scopes.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { EventStore } from '../events/store.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { UserStore } from '../users/store.ts';
import { holdsRole } from '../users/user.ts';
import { type AuthCallback, parseAuthCallback } from './auth-callback.ts';
import { type RedeemDeps, redeemCode } from './redeem-code.ts';

export type CompleteAuthorizationDeps = RedeemDeps & {
  publicUrl: string;
  authorizations: AuthorizationStore;
  connections: Pick<ConnectionStore, 'find'>;
  events: Pick<EventStore, 'record'>;
  users: Pick<UserStore, 'find' | 'findSignedIn'>;
  apiKeys: Pick<ApiKeyStore, 'find'>;
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
  try {
    if (answer.refused) throw answer.refused;
    outcome = await connect(deps, iclient, authorization, answer.callback, req, res);
  } catch (error) {
    if (!claim.certain && isOfNobody(error)) {
      await deps.authorizations.putBack(authorization.id, claim);
      throw error;
    }
    outcome = failureOf(error, req);
  }
  // The outcome stands, whether the page that waits for it learns of it or not.
  await deps.authorizations.settle(authorization.id, outcome, claim).catch(() => undefined);
  if (outcome.status === 'failed') await recordFailure(deps, authorization, outcome.code, req);
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

/** Whether a code was none that BigCommerce gave for the store. */
function isOfNobody(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code === 'code_refused' || error.code === 'context_mismatch')
  );
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
  const saved = await redeemCode(deps, redemption, req, res);
  if (saved.connectionId !== authorization.connectionId)
    throw new AppError('connection_unknown', 'The code was exchanged for another connection.');
  const connection = await deps.connections.find(saved.connectionId);
  const granted = connection?.grantedScopes ?? authorization.scopes;
  return { status: 'done', missingScopes: missingScopes(authorization.scopes, granted) };
}

/** A user who was signed out everywhere, may not any more or is gone connects nothing; nor does a revoked key. */
async function requireStarter(
  { users, apiKeys }: Pick<CompleteAuthorizationDeps, 'users' | 'apiKeys'>,
  { startedBy, sessionKey }: Authorization,
): Promise<void> {
  if (startedBy.kind === 'api_key' && !(await apiKeys.find(startedBy.id)))
    throw new AppError('starter_gone', 'The key that started it was revoked.');
  if (startedBy.kind !== 'user') return;
  const starter = await (sessionKey === undefined
    ? users.find(startedBy.id)
    : users.findSignedIn(startedBy.id, sessionKey));
  if (!starter || !holdsRole(starter, 'builder'))
    throw new AppError('starter_gone', 'Who started it is signed out or may not any more.');
}

/** Without a state the callback may be of an install from BigCommerce's side, at the app's other path. */
function redirectUriOf(publicUrl: string, authorization: Authorization, req: Request): string {
  const { redirectUri } = authorization;
  const isForIt = req.query.state !== undefined || new URL(redirectUri).pathname === req.path;
  return isForIt ? redirectUri : `${publicUrl}${req.path}`;
}

/** Carries the store that came, for the words. */
class StoreMismatch extends AppError {
  readonly otherStore: string;

  constructor(came: string, meant: string) {
    super('store_mismatch', `The authorization is for ${meant}, the callback for ${came}.`);
    this.otherStore = came;
  }
}

function failureOf(error: unknown, req: Request): AuthorizationOutcome {
  const code = error instanceof AppError ? error.code : 'internal_error';
  req.log.warn({ err: error, code }, 'An authorization failed.');
  return {
    status: 'failed',
    code,
    ...(error instanceof StoreMismatch ? { otherStore: error.otherStore } : {}),
  };
}

async function recordFailure(
  { events }: Pick<CompleteAuthorizationDeps, 'events'>,
  { startedBy, connectionId, iclientId, storeHash }: Authorization,
  reason: AppError['code'],
  req: Request,
): Promise<void> {
  await events
    .record({
      kind: 'connection.authorization_failed',
      actor: startedBy,
      connectionId,
      iclientId,
      storeHash,
      reason,
      address: req.ip ?? 'unknown',
    })
    .catch((error: unknown) =>
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
