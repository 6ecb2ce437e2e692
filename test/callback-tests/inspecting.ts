/** Two iClients with secrets of their own, for what is inspected without a service. */
import { createHmac } from 'node:crypto';
import { verifySignedPayload } from '../../server/bigcommerce/signed-payload.ts';
import type { IClient } from '../../server/iclients/iclient.ts';

const example: IClient = {
  id: 'default',
  slug: 'default',
  name: 'Example app',
  clientId: 'exampleclientid',
  accountUuid: undefined,
  scopes: ['store_v2_orders_read_only'],
  scopesUnchecked: false,
  whitelist: [],
  createdAt: 0,
  updatedAt: 0,
};
const second: IClient = {
  ...example,
  id: 'ic_second',
  slug: 'second-app',
  name: 'Second app',
  clientId: 'secondclientid',
};

export const iclient = example;

export function secretOf(id: string): string {
  return `example-secret-of-${id}`;
}

export const iclients = {
  list: async () => [example, second],
  clientSecret: async (id: string) => secretOf(id),
};

/** Whether the callbacks of the first iClient take the payload. */
export function verifies(jwt: string, now: number): Promise<boolean> {
  return verifySignedPayload(jwt, { ...iclient, clientSecret: secretOf('default') }, now).then(
    () => true,
    () => false,
  );
}

/** A JWT as BigCommerce makes it; of anything. */
export function sign(
  payload: unknown,
  secret = secretOf('default'),
  header: object = { alg: 'HS256', typ: 'JWT' },
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
