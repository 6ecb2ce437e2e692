/**
 * Which scope a call needs, where BigCommerce's API reference says so ("OAuth scopes" of each
 * endpoint). An answer of 403 does not tell it.
 */

type Scopes = { read: string; change: string };

// By the beginning of the path behind the store; `*` stands for one segment, and the longest wins.
const needed: [beginning: string, scopes: Scopes][] = [
  ['v3/catalog', pair('store_v2_products')],
  ['v3/pricelists', pair('store_v2_products')],
  ['v2/products', pair('store_v2_products')],
  ['v2/brands', pair('store_v2_products')],
  ['v2/categories', pair('store_v2_products')],
  ['v3/orders', pair('store_v2_orders')],
  ['v2/orders', pair('store_v2_orders')],
  ['v2/order_statuses', pair('store_v2_orders')],
  ['v3/orders/*/transactions', pair('store_v2_transactions')],
  ['v3/orders/*/payment_actions', pair('store_v2_transactions')],
  ['v3/orders/pickups', managed('store_order_fulfillment')],
  ['v3/pickup', managed('store_fulfillment_methods')],
  ['v3/customers', pair('store_v2_customers')],
  ['v2/customers', pair('store_v2_customers')],
  ['v2/customer_groups', pair('store_v2_customers')],
  ['v3/carts', pair('store_cart')],
  ['v3/checkouts', pair('store_checkout')],
  ['v3/content', pair('store_v2_content')],
  ['v3/content/scripts', pair('store_content_checkout')],
  ['v2/pages', pair('store_v2_content')],
  ['v2/blog', pair('store_v2_content')],
  ['v2/banners', pair('store_v2_marketing')],
  ['v2/coupons', pair('store_v2_marketing')],
  ['v2/gift_certificates', pair('store_v2_marketing')],
  ['v3/promotions', pair('store_v2_marketing')],
  ['v3/themes', managed('store_themes')],
  ['v3/sites', pair('store_sites')],
  ['v3/channels', pair('store_channel_settings')],
  ['v3/channels/*/listings', pair('store_channel_listings')],
  ['v3/channels/*/site', pair('store_sites')],
  ['v3/inventory', pair('store_inventory')],
  ['v3/inventory/locations', pair('store_locations')],
  ['v2/store', pair('store_v2_information')],
  ['v2/shipping', pair('store_v2_information')],
  ['v3/settings', pair('store_v2_information')],
  ['v2/payments/methods', both('store_payments_methods_read')],
  ['v3/payments/access_tokens', both('store_payments_access_token_create')],
  ['v3/storefront/api-token', both('store_storefront_api')],
  [
    'v3/storefront/api-token-customer-impersonation',
    both('store_storefront_api_customer_impersonation'),
  ],
];

const longestFirst = needed
  .map(([beginning, scopes]) => ({ segments: beginning.split('/'), scopes }))
  .sort((one, other) => other.segments.length - one.segments.length);

/**
 * @param path such as `/stores/{hash}/v3/catalog/products?limit=1`
 * @returns undefined when it is not known
 */
export function requiredScope(method: string, path: string): string | undefined {
  const behindStore = /\/stores\/[^/]+\/([^?]*)/.exec(path)?.[1] ?? '';
  const segments = behindStore.split('/');
  const found = longestFirst.find((one) =>
    one.segments.every(
      (segment, at) => segments[at] && (segment === '*' || segment === segments[at]),
    ),
  );
  return found?.scopes[method === 'GET' || method === 'HEAD' ? 'read' : 'change'];
}

function pair(scope: string): Scopes {
  return { read: `${scope}_read_only`, change: scope };
}

function managed(scope: string): Scopes {
  return { read: `${scope}_read_only`, change: `${scope}_manage` };
}

function both(scope: string): Scopes {
  return { read: scope, change: scope };
}
