/** A second app on the same service, known to the sandbox as well. */
import { keys } from '../../server/redis/keys.ts';
import { createVault } from '../../server/vault/vault.ts';
import { type Connector, defaultApp, scopes } from './connector.ts';

export const second = {
  slug: 'second',
  iclientId: 'ic_second',
  clientId: 'examplesecondclientid',
  clientSecret: 'canary-client-secret-of-the-second-app',
  auth: '/bigcommerce/second/auth',
  load: '/bigcommerce/second/load',
  uninstall: '/bigcommerce/second/uninstall',
  removeUser: '/bigcommerce/second/remove_user',
};

export async function addSecondApp(connector: Connector): Promise<void> {
  const { redis, config } = connector.service.deps;
  const { iclientId: id, slug, clientId, clientSecret } = second;
  connector.keepSecret(clientSecret);
  const owner = { record: `iclient:${id}`, field: 'clientSecret' };
  await redis.hset(keys.iclient(id), {
    id,
    slug,
    name: 'Second connector',
    clientId,
    clientSecret: createVault(config.encryptionKeys).seal(clientSecret, owner),
    scopes: JSON.stringify(scopes),
    createdAt: 1,
    updatedAt: 1,
  });
  await redis.hset(keys.iclientSlugs, slug, id);
  await redis.hset(keys.iclientClientIds, clientId, id);
  const callback = (path: string) => `${connector.publicUrl}${path}`;
  await connector.sandbox.addApp({
    ...defaultApp(connector.publicUrl),
    clientId,
    clientSecret,
    name: 'Second connector',
    callbacks: {
      auth: callback(second.auth),
      load: callback(second.load),
      uninstall: callback(second.uninstall),
      removeUser: callback(second.removeUser),
    },
  });
}
