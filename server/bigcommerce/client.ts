/**
 * The only outbound HTTP to BigCommerce: the token request on the login host, and the calls to the
 * API host that the service makes on its own account. Both hosts come from the configuration;
 * nothing that a caller says can change them.
 */
import { Agent } from 'undici';
import { AppError } from '../errors.ts';
import { detectScopes, type OnProbed } from './detect-scopes.ts';
import type { DetectedScopes } from './detected-scopes.ts';
import { requestJson, requestStatus } from './request-json.ts';
import { type Turn, unbounded } from './turn.ts';
import {
  type StoreProfile,
  storeProfileSchema,
  type TokenGrant,
  tokenGrantSchema,
} from './wire.ts';

const exchangeDeadlineMs = 8_000;
/** No request to the API that the service makes on its own account takes longer. */
export const ownRequestMs = 4_000;
const maxUnreadBytes = 64 * 1024;
const maxAnswerBytes = 256 * 1024;

/** What the token request needs; `scope` and `context` are echoed from the auth callback. */
export type CodeExchange = {
  clientId: string;
  clientSecret: string;
  code: string;
  scope: string;
  context: string;
  redirectUri: string;
};

/** Each of the requests of a saved connection is sent in a turn of its own. */
export type BigCommerceClient = {
  loginUrl: string;
  /**
   * Exchanges an authorization code for a token (RFC 6749, 4.1.3; credentials in the body).
   * @throws AppError `code_refused` when BigCommerce says no, or the errors of `requestJson`
   */
  exchangeCode(exchange: CodeExchange): Promise<TokenGrant>;
  /**
   * `GET /v2/store` of the store.
   * @throws AppError `bigcommerce_bad_response` when refused or misshapen, or the errors of `requestJson`
   */
  fetchStoreProfile(storeHash: string, accessToken: string, turn?: Turn): Promise<StoreProfile>;
  /**
   * `GET /v2/time`, which any live token of the store may ask. It proves no permission.
   * @returns `refused` for a token that is dead, or that belongs to another store
   * @throws AppError `bigcommerce_bad_response` for anything else, or the errors of `requestStatus`
   */
  testToken(storeHash: string, accessToken: string, turn?: Turn): Promise<'live' | 'refused'>;
  /**
   * Probes which scopes a token holds: a call for each scope, some seconds in all.
   * @throws AppError `token_refused`, or when nothing got through the errors of `requestStatus`
   */
  detectScopes(
    storeHash: string,
    accessToken: string,
    scopes: string[] | 'all',
    turn?: Turn,
    onProbed?: OnProbed,
  ): Promise<DetectedScopes>;
  close(): Promise<void>;
};

type Asking = { storeHash: string; accessToken: string; turn?: Turn | undefined };

/** @param now milliseconds since 1970 */
export function createBigCommerceClient(
  hosts: { loginUrl: string; apiUrl: string },
  now: () => number,
): BigCommerceClient {
  const dispatcher = new Agent({ connect: { timeout: 5_000 }, keepAliveTimeout: 10_000 });
  const askStatus = (
    { storeHash, accessToken, turn = unbounded }: Asking,
    path: string,
    signal?: AbortSignal,
  ) =>
    turn(
      (heard) =>
        requestStatus({
          dispatcher,
          url: `${hosts.apiUrl}/stores/${encodeURIComponent(storeHash)}${path}`,
          headers: { 'x-auth-token': accessToken },
          deadlineMs: ownRequestMs,
          maxBytes: maxUnreadBytes,
          signal,
          heard,
        }),
      signal,
    );
  return {
    loginUrl: hosts.loginUrl,

    async exchangeCode({ clientId, clientSecret, code, scope, context, redirectUri }) {
      const answer = await requestJson({
        dispatcher,
        method: 'POST',
        url: `${hosts.loginUrl}/oauth2/token`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          client_id: clientId,
          client_secret: clientSecret,
          code,
          scope,
          context,
          grant_type: 'authorization_code',
          redirect_uri: redirectUri,
        }),
        deadlineMs: exchangeDeadlineMs,
        maxBytes: maxAnswerBytes,
      });
      if (answer.outcome === 'refused') {
        throw new AppError(
          'code_refused',
          `BigCommerce refused the code with status ${answer.status}.`,
        );
      }
      const grant = expectShape(tokenGrantSchema.safeParse(answer.body), 'token');
      return { ...grant, answeredAt: answer.answeredAt };
    },

    async fetchStoreProfile(storeHash, accessToken, turn = unbounded) {
      const answer = await turn((heard) =>
        requestJson({
          dispatcher,
          method: 'GET',
          url: `${hosts.apiUrl}/stores/${storeHash}/v2/store`,
          headers: { 'x-auth-token': accessToken },
          deadlineMs: ownRequestMs,
          maxBytes: maxAnswerBytes,
          heard,
        }),
      );
      if (answer.outcome === 'refused') {
        throw new AppError(
          'bigcommerce_bad_response',
          `BigCommerce refused the store's profile with status ${answer.status}.`,
        );
      }
      return expectShape(storeProfileSchema.safeParse(answer.body), 'store profile');
    },

    async testToken(storeHash, accessToken, turn) {
      const { status, isJson } = await askStatus({ storeHash, accessToken, turn }, '/v2/time');
      if (status === 200 && isJson) return 'live';
      if (status === 401 || (status === 403 && isJson)) return 'refused';
      throw new AppError(
        'bigcommerce_bad_response',
        `BigCommerce answered the test of a token with status ${status}.`,
      );
    },

    detectScopes: (storeHash, accessToken, scopes, turn, onProbed) =>
      detectScopes(
        (path, signal) => askStatus({ storeHash, accessToken, turn }, path, signal),
        scopes,
        now,
        onProbed,
      ),

    close: () => dispatcher.destroy(),
  };
}

type Parsed<T> =
  | { success: true; data: T }
  | { success: false; error: { issues: { path: PropertyKey[] }[] } };

function expectShape<T>(parsed: Parsed<T>, what: string): T {
  if (parsed.success) return parsed.data;
  // Only the names of the fields: their values may be the token.
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
  throw new AppError(
    'bigcommerce_bad_response',
    `BigCommerce's ${what} answer has unexpected fields: ${fields}.`,
  );
}
