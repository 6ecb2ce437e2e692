/** Store-level API accounts: a token without an app, made by hand in a store's settings. */
import { randomId, randomSecret } from './random-ids.ts';
import type { ApiAccount, Store, World } from './world.ts';

/** What is shown once, when an account is made, and never again. */
export type ApiCredentials = {
  id: string;
  name: string;
  accessToken: string;
  clientId: string;
  clientSecret: string;
  apiPath: string;
  /** The text file that the merchant downloads. */
  file: string;
};

export function createApiAccount(
  world: World,
  store: Store,
  { name, scopes }: { name: string; scopes: string[] },
): ApiCredentials {
  const account: ApiAccount = {
    id: randomId(),
    storeHash: store.hash,
    name,
    clientId: randomId(),
    scopes,
    token: randomId(),
  };
  const { id, clientId, token } = account;
  world.apiAccounts.set(id, account);
  world.tokens.set(token, { value: token, clientId, storeHash: store.hash, scopes });
  const clientSecret = randomSecret();
  const apiPath = `https://api.bigcommerce.com/stores/${store.hash}/v3/`;
  const file = [
    `ACCESS TOKEN: ${token}`,
    `CLIENT ID: ${clientId}`,
    `CLIENT SECRET: ${clientSecret}`,
    `NAME: ${name}`,
    `API PATH: ${apiPath}`,
    '',
  ].join('\n');
  return { id, name, accessToken: token, clientId, clientSecret, apiPath, file };
}

/** Its token stays and holds these scopes from here on. False when there is no such account. */
export function changeApiAccount(world: World, id: string, scopes: string[]): boolean {
  const account = world.apiAccounts.get(id);
  const token = account && world.tokens.get(account.token);
  if (!account || !token) return false;
  account.scopes = scopes;
  token.scopes = scopes;
  return true;
}

/** Its token is dead from here on. False when there is no such account. */
export function revokeApiAccount(world: World, id: string): boolean {
  const account = world.apiAccounts.get(id);
  if (!account) return false;
  world.tokens.delete(account.token);
  return world.apiAccounts.delete(id);
}

export function apiAccountsOf(world: World, store: Store): ApiAccount[] {
  return [...world.apiAccounts.values()].filter(({ storeHash }) => storeHash === store.hash);
}
