/** Drives the sandbox over its control calls, as a developer could with curl. */

export type Deed = { clientId: string; storeHash: string; userId?: number };

/** A claim of null is left out. */
export type PayloadDeed = Deed & {
  claims?: object;
  secret?: string;
  alg?: 'HS256' | 'HS512' | 'none';
  header?: object;
};

export type MintedCode = {
  code: string;
  context: string;
  scope: string;
  account_uuid: string;
  url: string;
};

export type SandboxState = {
  apps: { clientId: string; name: string; scopes: string[] }[];
  stores: {
    hash: string;
    name: string;
    domain: string;
    accountUuid: string;
    users: { id: number; email: string; role: 'owner' | 'authorized' | 'user'; locale: string }[];
  }[];
  installs: {
    clientId: string;
    storeHash: string;
    scopes: string[];
    installed: boolean;
    token: string | null;
  }[];
  deliveries: { kind: string; status: number }[];
  requests: { token: number; api: number };
  redirectTargetReached: number;
};

export type ApiCredentials = {
  id: string;
  name: string;
  accessToken: string;
  clientId: string;
  clientSecret: string;
  apiPath: string;
  /** The text file that BigCommerce offers to download. */
  file: string;
};

export type SeenRequest = {
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body?: unknown;
};

export type SandboxControl = ReturnType<typeof sandboxControl>;

export function sandboxControl(url: string) {
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${url}/sandbox${path}`, {
      method,
      ...(body
        ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
        : {}),
    });
    if (!answer.ok)
      throw new Error(
        `The sandbox answered ${answer.status} to ${method} ${path}: ${await answer.text()}`,
      );
    return (await answer.json()) as T;
  };
  return {
    url,
    state: () => call<SandboxState>('GET', '/state'),
    requests: () => call<SeenRequest[]>('GET', '/requests'),
    faults: (faults: Record<string, string | number>) => call<object>('POST', '/faults', faults),
    /** A code as if the merchant had consented. */
    code: (deed: Deed & { scopes?: string[]; redirectUri?: string }) =>
      call<MintedCode>('POST', '/codes', deed),
    payload: async (deed: PayloadDeed) =>
      (await call<{ jwt: string }>('POST', '/payloads', deed)).jwt,
    /** Does what the panel would, and answers what the callback said. */
    deliver: (deed: Deed & { kind: 'uninstall' | 'remove_user' }) =>
      call<{ status: number; body: unknown }>('POST', '/deliveries', deed),
    /** A store-level API account, as somebody makes it in the store's settings. */
    apiAccount: (account: { storeHash: string; scopes: string[]; name?: string }) =>
      call<ApiCredentials>('POST', '/api-accounts', account),
    /** As somebody who edits it there; its token stays. */
    changeApiAccount: async (id: string, scopes: string[]) => {
      await fetch(`${url}/sandbox/api-accounts/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ scopes }),
      });
    },
    revokeApiAccount: async (id: string) => {
      await fetch(`${url}/sandbox/api-accounts/${id}`, { method: 'DELETE' });
    },
    addApp: (app: object) => call<object>('POST', '/apps', app),
  };
}
