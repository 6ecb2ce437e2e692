import { expect } from 'chai';
import { type OpenSandbox, openSandbox } from './open-sandbox.ts';

const everything = [
  'store_v2_orders',
  'store_v2_products',
  'store_v2_customers',
  'store_v2_transactions',
  'store_v2_information',
];

describe('sandbox: API', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  describe('errors, as BigCommerce words them', () => {
    it('answers 401 in plain text without a token', async () => {
      const { text, type } = await sandbox.http().get('/stores/snowboots/v2/time').expect(401);
      expect({ text, type }).to.deep.equal({
        text: 'X-Auth-Token header is required',
        type: 'text/plain',
      });
    });

    it('answers 401 in JSON for a token that is not alive', async () => {
      const { body } = await sandbox.get('/stores/snowboots/v2/time', 'dead').expect(401);
      expect(body).to.include({ status: 401, title: 'Unauthorized' });
    });

    it('answers 404 for an unknown route before it looks at the token', async () => {
      const { text } = await sandbox.http().get('/stores/snowboots/v3/nothing').expect(404);
      expect(text).to.equal('The route is not found, check the URL');
    });

    it('answers 404 for what does not exist, as each version does', async () => {
      const token = await sandbox.tokenFor(everything);
      const v2 = await sandbox.get('/stores/snowboots/v2/orders/1', token).expect(404);
      const message = 'The requested resource was not found.';
      expect(v2.body).to.deep.equal([{ status: 404, message }]);
      const v3 = await sandbox.get('/stores/snowboots/v3/catalog/products/1', token).expect(404);
      expect(v3.body).to.include({ status: 404 });
    });

    it('answers 422 with the fields that are wrong', async () => {
      const token = await sandbox.tokenFor(everything);
      const list = '/stores/snowboots/v3/customers?limit=0';
      const { body } = await sandbox.get(list, token).expect(422);
      expect(body).to.include({ status: 422, title: 'JSON data is missing or invalid' });
      expect(body.errors).to.have.property('limit');
    });
  });

  describe('scopes', () => {
    it('lets any live token ask for the time', async () => {
      const token = await sandbox.tokenFor([]);
      const { body } = await sandbox.get('/stores/snowboots/v2/time', token).expect(200);
      expect(body).to.deep.equal({ time: sandbox.clock.now / 1000 });
    });

    it('refuses a missing scope and another store with the same 403', async () => {
      const token = await sandbox.tokenFor(['store_v2_orders_read_only']);
      const missing = await sandbox.get('/stores/snowboots/v3/customers', token).expect(403);
      expect(missing.body).to.deep.include({
        status: 403,
        title: "You don't have a required scope to access the endpoint",
        errors: {},
      });
      await sandbox.get('/stores/bottesneige/v2/orders', token).expect(403);
      await sandbox.get('/stores/SNOWBOOTS/v2/orders', token).expect(403);
    });

    it('lets a modify scope read, and a read-only scope not write', async () => {
      const at = '/stores/snowboots/v3/catalog/products/77';
      const put = (token: string) =>
        sandbox.http().put(at).set('X-Auth-Token', token).send({ price: 12.5 });
      const reader = await sandbox.tokenFor(['store_v2_products_read_only']);
      await sandbox.get(at, reader).expect(200);
      await put(reader).expect(403);
      const writer = await sandbox.tokenFor(['store_v2_products']);
      await put(writer).expect(200);
      expect((await sandbox.get(at, writer)).body.data.price).to.equal(12.5);
    });

    for (const [scope, path, held] of [
      ['store_v2_products_read_only', '/v3/catalog/products?limit=1', 200],
      ['store_v2_orders_read_only', '/v2/orders?limit=1', 200],
      ['store_v2_transactions_read_only', '/v3/orders/1/transactions', 404],
      ['store_v2_customers_read_only', '/v3/customers?limit=1', 200],
      ['store_v2_information_read_only', '/v2/store', 200],
      ['store_v2_content_read_only', '/v2/pages', 200],
      ['store_content_checkout_read_only', '/v3/content/scripts/1', 404],
      ['store_v2_marketing_read_only', '/v2/banners', 200],
      ['store_cart_read_only', '/v3/carts/1', 404],
      ['store_checkout_read_only', '/v3/checkouts/1', 404],
      ['store_themes_read_only', '/v3/themes', 200],
      ['store_sites_read_only', '/v3/sites/1/routes', 200],
      ['store_channel_settings_read_only', '/v3/channels/currency-assignments', 200],
      ['store_channel_settings_read_only', '/v3/channels', 200],
      ['store_channel_listings_read_only', '/v3/channels/1/listings', 200],
      ['store_payments_methods_read', '/v2/payments/methods', 200],
      ['store_inventory_read_only', '/v3/inventory/items?limit=1', 200],
      ['store_locations_read_only', '/v3/inventory/locations?limit=1', 200],
      ['store_fulfillment_methods_read_only', '/v3/pickup/methods', 200],
      ['store_order_fulfillment_read_only', '/v3/orders/pickups', 200],
    ] as const) {
      it(`asks ${scope} for GET ${path}`, async () => {
        const at = `/stores/snowboots${path}`;
        await sandbox.get(at, await sandbox.tokenFor([])).expect(403);
        await sandbox.get(at, await sandbox.tokenFor([scope])).expect(held);
      });
    }
  });

  describe('lists', () => {
    it('gives v3 lists in pages, with where the others are', async () => {
      const token = await sandbox.tokenFor(everything);
      const at = '/stores/snowboots/v3/catalog/products';
      const first = (await sandbox.get(at, token)).body;
      expect(first.data).to.have.length(50);
      expect(first.meta.pagination).to.deep.include({
        total: 60,
        count: 50,
        per_page: 50,
        current_page: 1,
        total_pages: 2,
      });
      const last = (await sandbox.get(at + first.meta.pagination.links.next, token)).body;
      expect(last.data).to.have.length(10);
      expect(last.meta.pagination.links).to.have.all.keys('previous', 'current');
    });

    it('gives v2 lists bare, and 204 for an empty page', async () => {
      const token = await sandbox.tokenFor(everything);
      const at = '/stores/snowboots/v2/orders';
      const { body } = await sandbox.get(`${at}?limit=5&page=2`, token).expect(200);
      expect(body.map(({ id }: { id: number }) => id)).to.deep.equal([105, 106, 107, 108, 109]);
      const past = await sandbox.get(`${at}?page=9`, token).expect(204);
      expect(past.text).to.equal('');
    });
  });

  it('sells products that exist to customers that exist, and the totals add up', async () => {
    for (const hash of ['snowboots', 'bottesneige', 'Zx81cAsE']) {
      const token = await sandbox.tokenFor(everything, hash);
      const read = async (path: string) =>
        (await sandbox.get(`/stores/${hash}${path}`, token)).body;
      const products = (await read('/v3/catalog/products?limit=250')).data;
      const customers = (await read('/v3/customers?limit=250')).data;
      const productIds = products.map(({ id }: { id: number }) => id);
      const customerIds = customers.map(({ id }: { id: number }) => id);
      for (const order of (await read('/v2/orders?limit=3')) as Order[]) {
        const lines: Line[] = await read(`/v2/orders/${order.id}/products`);
        const goods = lines.reduce((sum, line) => sum + cents(line.total_inc_tax), 0);
        expect(customerIds).to.include(order.customer_id);
        expect(productIds).to.include.members(lines.map(({ product_id }) => product_id));
        expect(cents(order.subtotal_inc_tax)).to.equal(goods);
        expect(cents(order.total_inc_tax)).to.equal(goods + cents(order.shipping_cost_inc_tax));
        const [paid] = (await read(`/v3/orders/${order.id}/transactions`)).data;
        expect(paid.amount).to.equal(Number(order.total_inc_tax));
      }
    }
  });

  describe('rate limit', () => {
    it('counts down a quota of 150 that the store’s apps share, and fills it after 30 s', async () => {
      const token = await sandbox.tokenFor([]);
      const at = '/stores/snowboots/v2/time';
      const first = await sandbox.get(at, token);
      expect(first.headers).to.include({
        'x-rate-limit-time-window-ms': '30000',
        'x-rate-limit-time-reset-ms': '30000',
        'x-rate-limit-requests-quota': '150',
        'x-rate-limit-requests-left': '149',
      });
      sandbox.clock.now += 10_000;
      for (let sent = 1; sent < 150; sent += 1) await sandbox.get(at, token).expect(200);
      const refused = await sandbox.get(at, token).expect(429);
      expect(refused.body).to.include({ status: 429, title: 'Too many requests' });
      expect(refused.headers).to.include({
        'x-rate-limit-time-reset-ms': '20000',
        'x-rate-limit-requests-left': '0',
        'x-retry-after': '20',
      });
      const elsewhere = await sandbox.tokenFor([], 'bottesneige');
      await sandbox.get('/stores/bottesneige/v2/time', elsewhere).expect(200);
      sandbox.clock.now += 20_000;
      await sandbox.get(at, token).expect(200);
    });
  });

  it('keeps webhooks: made, listed, deleted, and refused when not https on port 443', async () => {
    const token = await sandbox.tokenFor([]);
    const at = '/stores/snowboots/v3/hooks';
    const post = (destination: string) =>
      sandbox
        .http()
        .post(at)
        .set('X-Auth-Token', token)
        .send({ scope: 'store/order/*', destination, is_active: true, headers: {} });
    await post('http://hooks.example/').expect(422);
    await post('https://hooks.example:8443/').expect(422);
    const { body } = await post('https://hooks.example/orders').expect(200);
    expect((await sandbox.get(at, token)).body.data).to.deep.equal([body.data]);
    await sandbox.http().delete(`${at}/${body.data.id}`).set('X-Auth-Token', token).expect(200);
    expect((await sandbox.get(at, token)).body.data).to.deep.equal([]);
  });
});

type Order = {
  id: number;
  customer_id: number;
  subtotal_inc_tax: string;
  shipping_cost_inc_tax: string;
  total_inc_tax: string;
};
type Line = { product_id: number; total_inc_tax: string };

function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}
