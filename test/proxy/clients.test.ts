/** BigCommerce clients that others wrote, given an API key as their token and our host as BigCommerce's. */
import { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect } from 'node:net';
import { fetchTransport, Management } from '@aligent/bigcommerce-api';
import { expect } from 'chai';
import BigCommerce from 'node-bigcommerce';
import { type ClientShop, openClientShop, thrownBy } from '../support/client-shop.ts';
import { collectEnds } from '../support/ends.ts';
import { startReverseProxy } from '../support/reverse-proxy.ts';

type Item = { id: number; price: number };
type Hook = { id: number; scope: string };

const newHook = { scope: 'store/order/created', destination: 'https://hooks.example/orders' };

describe('BigCommerce’s clients through the proxy', () => {
  const ends = collectEnds();
  let shop: ClientShop;

  before(async () => {
    shop = ends.later(await openClientShop(), ({ close }) => close());
  });
  after(() => ends.all());

  /** What BigCommerce was asked last. */
  const lastAsked = async () => (await shop.sandbox.requests()).at(-1);

  describe('@aligent/bigcommerce-api, given another base URL', () => {
    const agent = new Agent({ keepAlive: true });
    after(() => agent.destroy());

    // It would try again by itself otherwise, whatever the proxy does.
    const transport = (version: 'v2' | 'v3', key = shop.key) =>
      fetchTransport({
        baseUrl: `${shop.address}/proxy/stores/${shop.connectionId}/${version}`,
        headers: { 'X-Auth-Token': key },
        agent,
        retry: false,
      });
    const v3 = (key?: string) => new Management.V3.Client(transport('v3', key));

    it('lists over pages', async () => {
      const found: number[] = [];
      const query = { limit: 20, include_fields: ['name', 'price'] as const };
      for await (const { id } of v3().list('/catalog/products', { query })) found.push(id ?? 0);
      expect(found).to.have.lengthOf.greaterThan(20);
      expect(new Set(found).size).to.equal(found.length);
      const asked = await lastAsked();
      expect(asked?.path).to.match(
        /^\/stores\/snowboots\/v3\/catalog\/products\?include_fields=name,price&limit=20&page=\d$/,
      );
      expect(asked?.headers['x-auth-token']).to.equal(shop.accessToken);
    });

    it('reads one, over v3 and over v2', async () => {
      const product = await v3().get('/catalog/products/{product_id}', {
        path: { product_id: 77 },
      });
      expect(product).to.include({ id: 77, sku: 'SKU-001' });
      const orders = await new Management.V2.Client(transport('v2')).get('/orders');
      expect(orders).to.be.an('array').that.is.not.empty;
    });

    it('changes, creates and deletes', async () => {
      const path = { product_id: 78 };
      await v3().put('/catalog/products/{product_id}', { path, body: { price: 12.34 } });
      const changed = await v3().get('/catalog/products/{product_id}', { path });
      expect(changed).to.include({ id: 78, price: 12.34 });
      const hook = await v3().post('/hooks', { body: newHook });
      expect(hook).to.include({ scope: newHook.scope, store_hash: 'snowboots' });
      await v3().delete('/hooks/{webhook_id}', { path: { webhook_id: hook?.id ?? 0 } });
      expect(await v3().get('/hooks')).to.deep.equal([]);
    });

    it('learns of errors in its own way', async () => {
      const path = { product_id: 999_999 };
      expect(await v3().get('/catalog/products/{product_id}', { path })).to.equal(null);
      const wrong = v3().put('/catalog/products/{product_id}', {
        path: { product_id: 77 },
        body: { price: -1 },
      });
      const { message } = await thrownBy(wrong);
      expect(message).to.match(/^ERROR DURING PUT .*: 422 - .*"price"/);
    });

    it('learns of what the connector refuses', async () => {
      const writing = v3(shop.readingKey).post('/hooks', { body: newHook });
      expect((await thrownBy(writing)).message).to.match(/: 403 - .*"permission_missing"/);
      const unknown = v3('bcc_no-such-key').get('/catalog/products');
      expect((await thrownBy(unknown)).message).to.match(/: 401 - .*"api_key_invalid"/);
    });

    it('gets compressed what it asks to be compressed', async () => {
      const before = shop.compressed();
      expect(await v3().get('/catalog/products')).to.be.an('array').that.is.not.empty;
      expect(shop.compressed()).to.equal(before + 1);
    });

    it('does not notice that BigCommerce was asked too much', async () => {
      const read = await shop.overloaded(() => v3().get('/catalog/products'));
      expect(read.answer).to.be.an('array').that.is.not.empty;
      expect(read.times).to.be.greaterThan(1);
      const path = { product_id: 79 };
      const body = { price: 43.21 };
      const write = await shop.overloaded(() =>
        v3().put('/catalog/products/{product_id}', { path, body }),
      );
      expect(write.answer).to.include({ id: 79, price: 43.21 });
      expect(write.times).to.be.greaterThan(1);
    });
  });

  describe('node-bigcommerce, whose host is made to be ours', () => {
    let agent: HttpsAgent;

    before(async () => {
      const front = ends.later(await startReverseProxy(`${shop.address}/proxy`), ({ close }) =>
        close(),
      );
      // It has no setting for the host. Its requests to https://api.bigcommerce.com end up here.
      agent = Object.assign(new HttpsAgent({ keepAlive: true }), {
        createConnection: () => connect(front.port, '127.0.0.1'),
      });
    });
    after(() => agent.destroy());

    const client = (key = shop.key, apiVersion: 'v2' | 'v3' = 'v3') =>
      new BigCommerce({
        clientId: 'example-client-of-nobody',
        accessToken: key,
        storeHash: shop.connectionId,
        apiVersion,
        agent,
        failOnLimitReached: true,
      });

    it('lists', async () => {
      const list = await client().get<{ data: Item[] }>('/catalog/products?limit=5&page=2');
      expect(list.data.map(({ id }) => id)).to.deep.equal([82, 83, 84, 85, 86]);
      const asked = await lastAsked();
      expect(asked?.path).to.equal('/stores/snowboots/v3/catalog/products?limit=5&page=2');
      expect(asked?.headers).to.include({ 'x-auth-token': shop.accessToken });
      expect(asked?.headers).not.to.have.property('x-auth-client');
    });

    it('reads one, over v3 and over v2', async () => {
      const { data } = await client().get<{ data: Item }>('/catalog/products/77');
      expect(data).to.include({ id: 77, sku: 'SKU-001' });
      expect(await client(shop.key, 'v2').get('/orders/100')).to.include({ id: 100 });
    });

    it('changes, creates and deletes', async () => {
      await client().put('/catalog/products/80', { name: 'Bottes d’été', price: 56.78 });
      const { data } = await client().get<{ data: Item }>('/catalog/products/80');
      expect(data).to.include({ name: 'Bottes d’été', price: 56.78 });
      const hook = await client().post<{ data: Hook }>('/hooks', newHook);
      expect(hook.data.scope).to.equal(newHook.scope);
      await client().delete(`/hooks/${hook.data.id}`);
      expect(await client().get('/hooks')).to.have.deep.property('data', []);
    });

    it('learns of errors in its own way', async () => {
      const missing = await thrownBy(client().get('/catalog/products/999999'));
      expect(missing.code).to.equal(404);
      expect(JSON.parse(String(missing.responseBody))).to.include({ status: 404 });
      const wrong = await thrownBy(client().put('/catalog/products/77', { price: -1 }));
      expect(wrong.code).to.equal(422);
      expect(JSON.parse(String(wrong.responseBody)).errors).to.have.property('price');
    });

    it('learns of what the connector refuses', async () => {
      const writing = await thrownBy(client(shop.readingKey).post('/hooks', newHook));
      expect(writing.code).to.equal(403);
      expect(writing.responseBody).to.include('"permission_missing"');
      const unknown = await thrownBy(client('bcc_no-such-key').get('/catalog/products'));
      expect(unknown.code).to.equal(401);
      expect(unknown.responseBody).to.include('"api_key_invalid"');
    });

    it('gets compressed what it asks to be compressed, errors too', async () => {
      const before = shop.compressed();
      await client().get('/catalog/products');
      await thrownBy(client().get('/catalog/products/999999'));
      expect(shop.compressed()).to.equal(before + 2);
    });

    it('does not notice that BigCommerce was asked too much', async () => {
      const read = await shop.overloaded(() => client().get<{ data: Item[] }>('/catalog/products'));
      expect(read.answer.data).to.be.an('array').that.is.not.empty;
      expect(read.times).to.be.greaterThan(1);
      const write = await shop.overloaded(() => client().post<{ data: Hook }>('/hooks', newHook));
      expect(write.answer.data.scope).to.equal(newHook.scope);
      expect(write.times).to.be.greaterThan(1);
      const { data } = await client().get<{ data: Hook[] }>('/hooks');
      expect(data, 'made once').to.have.lengthOf(1);
    });
  });
});
