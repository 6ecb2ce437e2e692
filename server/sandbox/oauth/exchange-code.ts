/** The rules of BigCommerce's token endpoint, in the order in which they are applied. */
import { completeInstall, installOf } from '../installs.ts';
import { randomId, shuffled } from '../random-ids.ts';
import type { Code, SandboxApp, StoreUser, World } from '../world.ts';

type Person = { id: number | string; username?: string; email: string };
export type TokenAnswer = {
  access_token: string;
  scope: string | null;
  user: Person;
  owner?: Person;
  context: string | null;
  account_uuid?: string;
};
export type TokenRefusal = { error: string; error_description?: string };

const codeLifeMs = 30_000;
const automaticScopes = ['store_v2_default', 'users_basic_information'];

/**
 * Exchanges a code for a token. `form` is the body, already read as text values; undefined when it
 * could not be read, which BigCommerce answers as if the client id were wrong.
 */
export function exchangeCode(
  world: World,
  form: Record<string, string> | undefined,
): TokenAnswer | TokenRefusal {
  const app = world.apps.get(form?.client_id ?? '');
  if (!form || !app) return { error: 'Invalid client id.' };
  if (form.client_secret !== app.clientSecret) return refuse('invalid_client', 'client_secret');
  if (form.grant_type !== 'authorization_code') {
    return refuse('unsupported_grant_type', 'grant_type must be authorization_code');
  }
  const code = world.codes.get(form.code ?? '');
  if (!code) return refuse('invalid_grant', 'The code is not known');
  return whyRefused(world, app, code, form) ?? grant(world, code);
}

function whyRefused(
  world: World,
  app: SandboxApp,
  code: Code,
  form: Record<string, string>,
): TokenRefusal | undefined {
  const context = code.storeHash && `stores/${code.storeHash}`;
  if (code.clientId !== app.clientId) return refuse('invalid_grant', 'Not a code of this app');
  if (code.used) return usedCode();
  if (world.now() - code.issuedAt > codeLifeMs) return expiredCode();
  if (form.redirect_uri !== code.redirectUri) return refuse('invalid_grant', 'redirect_uri');
  if (context && form.context !== context) return refuse('invalid_grant', 'context');
  if (context && form.scope !== code.scopes.join(' ')) return refuse('invalid_scope', 'scope');
  return undefined;
}

function grant(world: World, code: Code): TokenAnswer {
  code.used = true;
  const token = randomId();
  const people = { user: person(code.user), owner: person(code.owner) };
  const common = { ...people, account_uuid: code.accountUuid };
  if (!code.storeHash) {
    const { clientId } = code;
    world.tokens.set(token, { value: token, clientId, storeHash: null, scopes: [] });
    return { access_token: token, scope: null, context: null, ...common };
  }
  const scopes = shuffled([...new Set([...code.scopes, ...automaticScopes])]);
  completeInstall(world, installOf(world, code.clientId, code.storeHash), scopes, token);
  const context = `stores/${code.storeHash}`;
  return { access_token: token, scope: scopes.join(' '), context, ...common };
}

export function usedCode(): TokenRefusal {
  return refuse('invalid_grant', 'The code was already used');
}

export function expiredCode(): TokenRefusal {
  return refuse('invalid_grant', 'The code has expired');
}

function refuse(error: string, description: string): TokenRefusal {
  return { error, error_description: description };
}

function person({ id, email }: StoreUser): Person {
  return { id, username: email, email };
}
