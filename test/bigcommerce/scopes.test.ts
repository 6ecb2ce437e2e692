import { expect } from 'chai';
import { scopeCatalogue } from '../../server/bigcommerce/scope-catalogue.ts';
import { describeScopes, missingScopes } from '../../server/bigcommerce/scopes.ts';

const documentedScopes = `
  store_payments_access_token_create store_storefront_api
  store_storefront_api_customer_impersonation store_app_extensions_manage store_cart
  store_cart_read_only store_channel_settings store_channel_settings_read_only
  store_channel_listings store_channel_listings_read_only store_checkout store_checkout_read_only
  store_content_checkout store_content_checkout_read_only store_v2_content
  store_v2_content_read_only store_v2_customers store_v2_customers_read_only
  store_v2_customers_login store_fulfillment_methods_manage store_fulfillment_methods_read_only
  store_v2_information store_v2_information_read_only store_v2_marketing
  store_v2_marketing_read_only store_metafield_change_owner store_metafield_write
  store_metafield_write_all store_v2_orders store_v2_orders_read_only
  store_order_fulfillment_manage store_order_fulfillment_read_only store_v2_transactions
  store_v2_transactions_read_only store_payments_methods_read store_v2_products
  store_v2_products_read_only store_sites store_sites_read_only store_inventory
  store_inventory_read_only store_locations store_locations_read_only
  store_stored_payment_instruments_read_only store_stored_payment_instruments
  store_translations_read_only store_translations store_themes_manage store_themes_read_only
  account_read account_apps_read account_checkouts_read account_checkouts_create
  account_stores_read account_subscriptions_read account_subscriptions_cancel account_users_read
  account_users_write account_users_delete store_v2_default users_basic_information
  store_logs_read_only
`
  .trim()
  .split(/\s+/);

describe('the catalogue of scopes', () => {
  const entries = scopeCatalogue.flatMap((area) => area.entries);

  it('holds every documented scope once, and nothing else', () => {
    expect(entries.map((entry) => entry.scope)).to.have.members(documentedScopes);
  });

  it('has its own words for every scope and area in each language', () => {
    for (const language of ['en', 'fr'] as const) {
      const words = entries.map((entry) => entry.words[language]);
      expect(words.filter((text) => text.trim() === '')).to.deep.equal([]);
      expect(new Set(words)).to.have.property('size', words.length);
      const areas = scopeCatalogue.map(({ area }) => area[language]);
      expect(new Set(areas)).to.have.property('size', areas.length);
    }
    for (const { words } of entries) expect(words.fr).not.to.equal(words.en);
  });
});

describe('describeScopes', () => {
  it('groups permissions by area, in words', () => {
    expect(describeScopes(['store_v2_customers', 'store_v2_orders_read_only'], 'en')).to.deep.equal(
      [
        {
          area: 'Orders',
          permissions: [
            { scope: 'store_v2_orders_read_only', words: 'View orders', access: 'view' },
          ],
        },
        {
          area: 'Customers',
          permissions: [
            {
              scope: 'store_v2_customers',
              words: 'View and change customer information',
              access: 'change',
            },
          ],
        },
      ],
    );
  });

  it('speaks French', () => {
    const [orders] = describeScopes(['store_v2_orders'], 'fr');
    expect(orders?.area).to.equal('Commandes');
    expect(orders?.permissions[0]?.words).to.equal('Consulter et modifier les commandes');
  });

  it('shows a modify scope and its read-only twin once', () => {
    const pairs = ['store_v2_orders', 'store_v2_orders_read_only', 'store_themes_manage'];
    expect(scopesIn([...pairs, 'store_themes_read_only'])).to.deep.equal([
      'store_v2_orders',
      'store_themes_manage',
    ]);
  });

  it('shows a scope that is given twice once', () => {
    expect(scopesIn(['store_cart', 'store_cart', 'odd', 'odd'])).to.deep.equal([
      'store_cart',
      'odd',
    ]);
  });

  it('puts what comes by itself and then what is unknown last', () => {
    const scopes = ['store_unheard_of', 'constructor', 'store_v2_default', 'store_v2_marketing'];
    const groups = describeScopes(scopes, 'en');
    expect(groups.map((group) => group.area)).to.deep.equal(['Marketing', 'Basics', 'Other']);
    expect(groups[2]?.permissions).to.deep.equal([
      { scope: 'store_unheard_of', words: 'store_unheard_of', access: 'other' },
      { scope: 'constructor', words: 'constructor', access: 'other' },
    ]);
  });

  it('says nothing of nothing', () => {
    expect(describeScopes([], 'en')).to.deep.equal([]);
  });
});

describe('missingScopes', () => {
  it('lists what was configured and not granted, once and in order', () => {
    const configured = ['odd', 'store_v2_orders', 'store_cart', 'odd'];
    expect(missingScopes(configured, ['store_cart'])).to.deep.equal(['odd', 'store_v2_orders']);
  });

  it('lets a modify scope stand for its read-only twin, and not the other way round', () => {
    expect(missingScopes(['store_v2_orders_read_only'], ['store_v2_orders'])).to.deep.equal([]);
    expect(missingScopes(['store_sites'], ['store_sites_read_only'])).to.deep.equal([
      'store_sites',
    ]);
  });

  it('compares unknown scopes exactly', () => {
    expect(missingScopes(['store_odd_read_only'], ['store_odd'])).to.deep.equal([
      'store_odd_read_only',
    ]);
  });

  it('does not mind scopes that nobody asked for', () => {
    expect(missingScopes(['store_cart'], ['store_cart', 'store_v2_default'])).to.deep.equal([]);
  });
});

function scopesIn(scopes: string[]): string[] {
  return describeScopes(scopes, 'en').flatMap((group) => group.permissions.map((p) => p.scope));
}
