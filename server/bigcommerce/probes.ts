/**
 * Harmless GETs whose status tells whether a token holds a scope: BigCommerce has no endpoint that
 * lists a token's scopes. Whatever is found out is about reading; a modify scope reads as well.
 * Source: BigCommerce's API reference, section "OAuth scopes" of each endpoint.
 */
export type Probe = {
  /** The read-only scope. */
  scope: string;
  /** Follows `/stores/{hash}`. */
  path: string;
  /** Statuses that only a token with the scope gets; 404 where the path names nothing that exists. */
  heldWhen: number[];
  refusedWhen: number[];
};

export const probes: Probe[] = [
  probe('store_v2_products_read_only', '/v3/catalog/products?limit=1', 200),
  probe('store_v2_orders_read_only', '/v2/orders?limit=1', 200, 204),
  probe('store_v2_transactions_read_only', '/v3/orders/1/transactions', 200, 404),
  probe('store_v2_customers_read_only', '/v3/customers?limit=1', 200),
  probe('store_v2_information_read_only', '/v2/store', 200),
  probe('store_v2_content_read_only', '/v2/pages', 200, 204),
  probe('store_content_checkout_read_only', '/v3/content/scripts/1', 404, 422),
  probe('store_v2_marketing_read_only', '/v2/banners', 200, 204),
  probe('store_cart_read_only', '/v3/carts/1', 404),
  probe('store_checkout_read_only', '/v3/checkouts/1', 404),
  probe('store_themes_read_only', '/v3/themes', 200),
  probe('store_sites_read_only', '/v3/sites/1/routes', 200, 404),
  probe('store_channel_settings_read_only', '/v3/channels/currency-assignments', 200),
  probe('store_channel_listings_read_only', '/v3/channels/1/listings', 200, 404),
  probe('store_payments_methods_read', '/v2/payments/methods', 200, 204),
  probe('store_inventory_read_only', '/v3/inventory/items?limit=1', 200),
  probe('store_locations_read_only', '/v3/inventory/locations?limit=1', 200),
  probe('store_fulfillment_methods_read_only', '/v3/pickup/methods', 200),
  probe('store_order_fulfillment_read_only', '/v3/orders/pickups', 200),
];

function probe(scope: string, path: string, ...heldWhen: number[]): Probe {
  return { scope, path, heldWhen, refusedWhen: [403] };
}
