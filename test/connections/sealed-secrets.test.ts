import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { VaultError } from '../../server/vault/vault.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, install, pathOf, signedPayload } from '../support/journeys.ts';
import { records } from '../support/records.ts';
import { addSecondApp, second } from '../support/second-app.ts';

describe('a sealed secret that was moved in Redis', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await addSecondApp(connector);
  });
  afterEach(() => connector.close());

  const swap = async (one: string, other: string, field: string) => {
    const { redis } = connector.service.deps;
    const [first, last] = [await redis.hget(one, field), await redis.hget(other, field)];
    await redis.hset(one, field, last ?? '');
    await redis.hset(other, field, first ?? '');
  };

  it('gives no token, when it is the token of another connection', async () => {
    const { connections } = connector.service.deps;
    await install(connector);
    await install(connector, { storeHash: 'bottesneige' });
    const ids = [];
    for (const hash of ['snowboots', 'bottesneige'])
      ids.push((await connections.findByStore('default', hash))?.id ?? '');
    const [one = '', other = ''] = ids;

    await swap(keys.connection(one), keys.connection(other), 'accessToken');

    for (const id of ids) {
      const failure = await connections.accessToken(id).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(VaultError);
      expect(String(failure)).to.include(id);
    }
    await swap(keys.connection(one), keys.connection(other), 'accessToken');
    for (const id of ids) expect(await connections.accessToken(id)).to.be.a('string');
  });

  it('gives no token, when it is the secret of an app in the place of a token', async () => {
    const { connections, redis } = connector.service.deps;
    await install(connector);
    const { id = '' } = (await connections.findByStore('default', 'snowboots')) ?? {};
    const sealed = await redis.hget(keys.iclient('default'), 'clientSecret');

    await redis.hset(keys.connection(id), 'accessToken', sealed ?? '');

    const failure = await connections.accessToken(id).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(VaultError);
  });

  it('is sent to nobody, when it is the secret of another app', async () => {
    await swap(keys.iclient('default'), keys.iclient(second.iclientId), 'clientSecret');
    const before = await records(connector);

    const { url } = await consent(connector);
    const answer = await connector.http().get(pathOf(url)).accept('application/json');

    expect(answer.status).to.equal(500);
    expect(answer.body.code).to.equal('internal_error');
    expect((await connector.sandbox.state()).requests.token).to.equal(0);
    expect(await records(connector)).to.equal(before);
  });

  it('verifies no payload, when it is the secret of another app', async () => {
    await install(connector);
    await swap(keys.iclient('default'), keys.iclient(second.iclientId), 'clientSecret');
    const before = await records(connector);

    for (const secret of [undefined, second.clientSecret]) {
      const jwt = await signedPayload(connector, secret ? { secret } : {});
      const answer = await connector.http().get(`/uninstall?signed_payload_jwt=${jwt}`);
      expect(answer.status).to.equal(500);
    }
    expect(await records(connector)).to.equal(before);
  });
});
