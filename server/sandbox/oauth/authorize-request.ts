/** Reads the parameters of /oauth2/authorize (RFC 6749 section 4.1.1). */
import { scopesIn, textOf } from '../request-text.ts';
import { coversScopes } from '../scope-words.ts';
import type { SandboxApp, Store, World } from '../world.ts';
import { callbackUrl } from './codes.ts';

export type AuthorizeRequest = {
  app: SandboxApp;
  redirectUri: string;
  /** Null when no context was asked for: the code is then for the user alone. */
  store: Store | null;
  scopes: string[];
  /** To be sent back, which the fault that is switched on may keep from happening. */
  state: string | null;
  /** As received, to be sent along with the consent form. */
  parameters: Record<string, string>;
};
export type AuthorizeReading =
  | { kind: 'ask'; request: AuthorizeRequest }
  /** Nothing may be sent to the redirect URI: it is not to be trusted. */
  | { kind: 'page'; words: string }
  | { kind: 'redirect'; url: string };

const names = ['client_id', 'redirect_uri', 'response_type', 'scope', 'context', 'state'];

export function readAuthorizeRequest(
  world: World,
  input: Record<string, unknown>,
): AuthorizeReading {
  const given = names.filter((name) => textOf(input[name]) !== '');
  const parameters = Object.fromEntries(given.map((name) => [name, textOf(input[name])]));
  const app = world.apps.get(parameters.client_id ?? '');
  const redirectUri = parameters.redirect_uri ?? '';
  if (!app) return { kind: 'page', words: 'No app has this client id.' };
  if (redirectUri !== app.callbacks.auth) {
    return { kind: 'page', words: 'The redirect URI is not the app’s registered auth callback.' };
  }
  const context = parameters.context;
  const store = world.stores.get(context?.replace(/^stores\//, '') ?? '') ?? null;
  const scopes = parameters.scope ? scopesIn(parameters.scope) : app.scopes;
  const state = stateSentBack(world, parameters.state);
  const request = { app, redirectUri, store, scopes, state, parameters };
  const error = errorIn(request, context);
  return error ? { kind: 'redirect', url: errorUrl(request, error) } : { kind: 'ask', request };
}

/** Where the merchant goes when the authorization does not happen (RFC 6749 section 4.1.2.1). */
export function errorUrl(
  { redirectUri, state }: AuthorizeRequest,
  error: { error: string; error_description: string },
): string {
  return callbackUrl(redirectUri, { ...error, state });
}

function stateSentBack(world: World, given: string | undefined): string | null {
  if (given === undefined || world.faults.authorize === 'no_state') return null;
  return world.faults.authorize === 'wrong_state' ? `another-${given}` : given;
}

function errorIn(request: AuthorizeRequest, context: string | undefined) {
  const { parameters, store, scopes, app } = request;
  if (parameters.response_type !== 'code') {
    return refuse('unsupported_response_type', 'response_type must be code');
  }
  if (context !== undefined && (!store || context !== `stores/${store.hash}`)) {
    return refuse('invalid_request', 'context names no store');
  }
  if (!coversScopes(app.scopes, scopes)) {
    return refuse('invalid_scope', 'The app is not registered for these scopes');
  }
  return undefined;
}

function refuse(error: string, description: string) {
  return { error, error_description: description };
}
