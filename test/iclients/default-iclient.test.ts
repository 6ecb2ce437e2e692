import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import type { Environment } from '../../config/index.ts';
import {
  type Connector,
  clientId,
  clientSecret,
  makeDataDir,
  scopes,
  startConnector,
} from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { install, storeHash } from '../support/journeys.ts';
import { signIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('The iClient of the environment', () => {
  let dataDir: string;
  let connector: Connector | undefined;
  beforeEach(async () => {
    dataDir = await makeDataDir();
  });
  afterEach(async () => {
    await connector?.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  /** Stops the service, if it runs, and starts it over the same data. */
  const start = async (env: Environment = {}) => {
    await connector?.close();
    connector = undefined;
    connector = await startConnector({ dataDir, env });
    return connector;
  };

  it('lets only its whitelist be changed in the console', async () => {
    const running = await start();
    const { iclients } = running.service.deps;
    const admin = await signIn(running, 'admin');
    const path = '/console/iclients/default';
    const good = 'https://tunnel.example.com/auth';
    const form = await admin.agent.get(`${path}/edit`);
    expect(form.text).to.include('BIGCOMMERCE_CLIENT_ID').and.not.to.include('name="clientId"');
    expect((await admin.postForm(path, { whitelist: good })).status).to.equal(303);
    expect((await iclients.find('default'))?.whitelist).to.deep.equal([good]);
    expect((await admin.postForm(path, { whitelist: good, name: 'Mine' })).status).to.equal(400);
    expect((await admin.postForm(`${path}/delete`)).status).to.equal(409);
    const refused = (await admin.agent.get(`${path}/delete`)).text;
    expect(refused).to.include('cannot be deleted</h1>').and.not.include('Delete “');
    await iclients.saveDefault({ clientId, clientSecret, scopes: [], accountUuid: undefined });
    expect((await iclients.find('default'))?.whitelist).to.deep.equal([good]);
  });

  it('does not take a client id from another one', async () => {
    const { iclients } = (await start()).service.deps;
    const draft = { name: 'Other', clientId: 'exampleotherclientid', clientSecret, scopes };
    const other = await iclients.create({ ...draft, accountUuid: undefined }, by);
    const config = { clientId: other.clientId, clientSecret, scopes, accountUuid: undefined };

    const refused = await failureOf(iclients.saveDefault(config));

    expect(refused.code).to.equal('client_id_taken');
    expect((await iclients.find('default'))?.clientId).to.equal(clientId);
    expect((await iclients.find(other.id))?.clientId).to.equal(other.clientId);
  });

  it('has an event when it is made and when the environment says something else, and no other', async () => {
    const told = async ({ service }: Connector) =>
      (await service.deps.events.latest(10))
        .filter(({ iclientId }) => iclientId === 'default')
        .map(({ kind, actor, changed, address }) => ({ kind, actor, changed, address }));
    const of = (kind: string, changed?: string[]) => ({
      kind,
      actor: { kind: 'service' },
      changed,
      address: '',
    });
    const made = of('iclient.created');
    expect(await told(await start())).to.deep.equal([made]);
    expect(await told(await start()), 'the same again').to.deep.equal([made]);

    const env = { BIGCOMMERCE_SCOPES: 'store_v2_orders' };
    const more = of('iclient.changed', ['scopes']);
    expect(await told(await start(env))).to.deep.equal([more, made]);
    const secret = { ...env, BIGCOMMERCE_CLIENT_SECRET: `${clientSecret}-renewed` };
    const renewed = of('iclient.changed', ['clientSecret']);
    expect(await told(await start(secret))).to.deep.equal([renewed, more, made]);

    const { iclients } = (await start(secret)).service.deps;
    const config = { clientId, clientSecret, scopes, accountUuid: undefined };
    await Promise.all(Array.from({ length: 10 }, () => iclients.saveDefault(config)));
    const back = of('iclient.changed', ['scopes', 'clientSecret']);
    expect(connector && (await told(connector)), 'ten at once').to.deep.equal([
      ...[back, renewed, more],
      made,
    ]);
  });

  it('marks its connections when the environment asks for more, and takes it back', async () => {
    const status = async ({ service }: Connector) =>
      (await service.deps.connections.findByStore('default', storeHash))?.status;
    const running = await start();
    await install(running);
    expect(await status(running)).to.equal('connected');

    const more = [...scopes, 'store_v2_customers_read_only'].join(' ');
    const asksMore = await start({ BIGCOMMERCE_SCOPES: more });
    await until('it is marked', async () => (await status(asksMore)) === 'needs_reauthorization');
    const asksAsBefore = await start();
    await until('the mark is gone', async () => (await status(asksAsBefore)) === 'connected');
  });
});
