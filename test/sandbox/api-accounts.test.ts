import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

const orders = '/stores/snowboots/v2/orders';
const accounts = '/manage/snowboots/settings/api-accounts';
const wanted = {
  name: 'Nightly export',
  scope: ['store_v2_orders_read_only', 'store_themes_manage'],
};

describe('sandbox: store-level API accounts', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const post = (path: string, form: object, user = 2001) =>
    sandbox.http().post(`${path}?user=${user}`).type('form').send(form);
  const accountsNow = async () => (await sandbox.state()).apiAccounts;

  it('are created with the chosen scopes, and let a program in for these alone', async () => {
    await post(accounts, wanted).expect(200);
    const [{ token }] = await accountsNow();
    await sandbox.get(orders, token).expect(200);
    await sandbox.get('/stores/snowboots/v3/themes', token).expect(200);
    await sandbox.get('/stores/snowboots/v3/customers', token).expect(403);
    await sandbox.get('/stores/bottesneige/v2/orders', token).expect(403);
  });

  it('show their credentials once, with the text file to download', async () => {
    const { text } = await post(accounts, wanted).expect(200);
    const [{ token }] = await accountsNow();
    const href = /href="data:text\/plain;charset=utf-8,([^"]+)"/.exec(text)?.[1] ?? '';
    const [accessToken, clientId, clientSecret, ...rest] = decodeURIComponent(href).split('\n');
    expect(accessToken).to.equal(`ACCESS TOKEN: ${token}`);
    expect(clientId).to.match(/^CLIENT ID: [a-z0-9]{31}$/);
    expect(clientSecret).to.match(/^CLIENT SECRET: [0-9a-f]{64}$/);
    expect(rest).to.deep.equal([
      'NAME: Nightly export',
      'API PATH: https://api.bigcommerce.com/stores/snowboots/v3/',
      '',
    ]);
    expect(text).to.include(`<code>${token}</code>`);
    const list = await sandbox.http().get(accounts).expect(200);
    expect(list.text).to.include('Nightly export').and.include('Orders – view');
    expect(list.text).not.to.include(token);
  });

  it('are edited: the token stays, and opens what is chosen now', async () => {
    await post(accounts, wanted).expect(200);
    const [{ id, token }] = await accountsNow();
    const form = await sandbox.http().get(`${accounts}/${id}/edit?user=2001`).expect(200);
    expect(form.text).to.match(/value="store_v2_orders_read_only"[^>]*checked/);
    await post(`${accounts}/${id}/edit`, {}).expect(400, /Choose at least one scope/);
    await post(`${accounts}/${id}/edit`, { scope: 'store_v2_customers_read_only' }, 2003).expect(
      303,
      /not-allowed/,
    );
    await sandbox.get(orders, token).expect(200);
    await post(`${accounts}/${id}/edit`, { scope: 'store_v2_customers_read_only' })
      .expect(303)
      .expect('Location', `${accounts}?done=account-saved`);
    await sandbox.get(orders, token).expect(403);
    await sandbox.get('/stores/snowboots/v3/customers', token).expect(200);
    const elsewhere = `/manage/bottesneige/settings/api-accounts/${id}/edit`;
    await post(elsewhere, wanted).expect(303);
    await sandbox.get(orders, token).expect(403);
    const scopes = ['store_v2_orders_read_only'];
    await sandbox.http().patch(`/sandbox/api-accounts/${id}`).send({ scopes }).expect(204);
    await sandbox.get(orders, token).expect(200);
    await sandbox.http().patch('/sandbox/api-accounts/none').send({ scopes }).expect(404);
  });

  it('end with their token when they are deleted', async () => {
    await post(accounts, wanted).expect(200);
    const [{ id, token }] = await accountsNow();
    const elsewhere = `/manage/bottesneige/settings/api-accounts/${id}/revoke`;
    await sandbox
      .http()
      .post(elsewhere)
      .expect(303, /account-gone/);
    await sandbox.get(orders, token).expect(200);
    await post(`${accounts}/${id}/revoke`, {}).expect(303);
    await sandbox.get(orders, token).expect(401);
    expect(await accountsNow()).to.deep.equal([]);
  });

  it('need a name and a scope', async () => {
    const { text } = await post(accounts, { name: ' ', others: 'Odd!' }).expect(400);
    expect(text).to.include('Give the account a name.').and.include('Not the name of a scope');
    await post(accounts, { name: 'Export' }).expect(400, /Choose at least one scope/);
    expect(await accountsNow()).to.deep.equal([]);
  });

  it('are made and deleted by those who may install apps', async () => {
    const { headers } = await post(accounts, wanted, 2003).expect(303);
    expect(headers.location).to.equal(`${accounts}?done=not-allowed`);
    await sandbox.http().get(`${accounts}/new?user=2003`).expect(303);
    const list = await sandbox.http().get(`${accounts}?user=2003`).expect(200);
    expect(list.text).not.to.include('Create API account');
    expect(await accountsNow()).to.deep.equal([]);
  });

  it('are made and deleted by control calls too', async () => {
    const call = () => sandbox.http().post('/sandbox/api-accounts');
    const scopes = ['store_v2_orders'];
    const { body } = await call().send({ storeHash: 'snowboots', scopes }).expect(200);
    expect(body.file).to.include(`ACCESS TOKEN: ${body.accessToken}\n`);
    await sandbox.get(orders, body.accessToken).expect(200);
    await sandbox.http().delete(`/sandbox/api-accounts/${body.id}`).expect(204);
    await sandbox.http().delete(`/sandbox/api-accounts/${body.id}`).expect(404);
    await sandbox.get(orders, body.accessToken).expect(401);
    await call().send({ storeHash: 'nowhere', scopes }).expect(400);
  });

  it('outlive the token of an app whose scopes change', async () => {
    const appToken = await sandbox.tokenFor(orderReader.scopes);
    await post(accounts, wanted).expect(200);
    const [{ token }] = await accountsNow();
    const same = { scope: orderReader.scopes };
    await post(`/apps/${orderReader.clientId}/scopes`, same).expect(303);
    await sandbox.get(orders, appToken).expect(200);
    await post(`/apps/${orderReader.clientId}/scopes`, { scope: 'store_cart' }).expect(303);
    await sandbox.get(orders, appToken).expect(401);
    await sandbox.get(orders, token).expect(200);
  });

  it('are still there after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-accounts-'));
    const keeping = { stateFile: join(folder, 'state.json') };
    const first = await openSandbox([orderReader], keeping);
    const form = { storeHash: 'snowboots', scopes: ['store_v2_orders'] };
    const { body } = await first.http().post('/sandbox/api-accounts').send(form).expect(200);
    await first.close();
    const second = await openSandbox([orderReader], keeping);
    await second.get(orders, body.accessToken).expect(200);
    await second.http().delete(`/sandbox/api-accounts/${body.id}`).expect(204);
    await second.get(orders, body.accessToken).expect(401);
    await second.close();
    await rm(folder, { recursive: true, force: true });
  });
});
