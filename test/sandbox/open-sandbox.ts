/** What the tests of this folder share: a sandbox with one app on a clock that the test moves. */
import request from 'supertest';
import { type SandboxApp, startSandbox } from '../../server/sandbox/start.ts';

export const orderReader: SandboxApp = {
  clientId: 'exampleclientid',
  clientSecret: 'example-client-secret',
  name: 'Order Reader',
  scopes: ['store_v2_orders_read_only', 'store_v2_products'],
  callbacks: {
    auth: 'http://127.0.0.1:9/auth',
    load: 'http://127.0.0.1:9/load',
    uninstall: 'http://127.0.0.1:9/uninstall',
    removeUser: 'http://127.0.0.1:9/remove_user',
  },
};

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

export async function openSandbox(
  apps: SandboxApp[] = [orderReader],
  keeping: { stateFile?: string; warn?: (line: string) => void } = {},
) {
  const clock = { now: Date.UTC(2026, 5, 1, 12) };
  const sandbox = await startSandbox({ port: 0, apps, now: () => clock.now, ...keeping });
  const http = () => request(sandbox.url);

  /** What a right exchange of a fresh code sends; `changes` makes it wrong. */
  const tokenRequest = async (
    consent: Record<string, unknown> = {},
    changes: Record<string, string | undefined> = {},
  ) => {
    const names = { clientId: orderReader.clientId, storeHash: 'snowboots' };
    const { body } = await http()
      .post('/sandbox/codes')
      .send({ ...names, ...consent });
    return {
      client_id: orderReader.clientId,
      client_secret: orderReader.clientSecret,
      code: body.code as string,
      scope: body.scope as string,
      context: body.context as string,
      grant_type: 'authorization_code',
      redirect_uri: orderReader.callbacks.auth,
      ...changes,
    };
  };

  return {
    ...sandbox,
    clock,
    http,
    tokenRequest,
    exchange: (form: object) => http().post('/oauth2/token').send(form),
    state: async () => (await http().get('/sandbox/state')).body,
    setFaults: (faults: object) => http().post('/sandbox/faults').send(faults).expect(200),
    /** A live token with these scopes on this store. */
    tokenFor: async (scopes: string[], storeHash = 'snowboots'): Promise<string> => {
      const form = await tokenRequest({ scopes, storeHash });
      const { body } = await http().post('/oauth2/token').send(form).expect(200);
      return body.access_token;
    },
    get: (path: string, token: string) => http().get(path).set('X-Auth-Token', token),
  };
}
