/** Scopes as the consent page words them: an area, and what may be done there. */

export type ScopeWords = { scope: string; area: string; access: string };

export type Area = { area: string; view?: string; change?: string };

const areas: Area[] = [
  twins('Carts', 'store_cart'),
  twins('Channel listings', 'store_channel_listings'),
  twins('Channel settings', 'store_channel_settings'),
  twins('Checkout content', 'store_content_checkout'),
  twins('Checkouts', 'store_checkout'),
  twins('Content', 'store_v2_content'),
  twins('Customers', 'store_v2_customers'),
  { area: 'Customers login', change: 'store_v2_customers_login' },
  managed('Fulfillment methods', 'store_fulfillment_methods'),
  twins('Information and settings', 'store_v2_information'),
  twins('Inventory', 'store_inventory'),
  twins('Locations', 'store_locations'),
  twins('Marketing', 'store_v2_marketing'),
  managed('Order fulfillment', 'store_order_fulfillment'),
  twins('Order transactions', 'store_v2_transactions'),
  twins('Orders', 'store_v2_orders'),
  { area: 'Payment methods', view: 'store_payments_methods_read' },
  twins('Products', 'store_v2_products'),
  twins('Sites and routes', 'store_sites'),
  { area: 'Store logs', view: 'store_logs_read_only' },
  twins('Stored payment instruments', 'store_stored_payment_instruments'),
  managed('Themes', 'store_themes'),
  twins('Translations', 'store_translations'),
];

const offered: ScopeWords[] = areas.flatMap(({ area, view, change }) => [
  ...(view ? [{ scope: view, area, access: 'view' }] : []),
  ...(change ? [{ scope: change, area, access: 'view and change' }] : []),
]);

/** What an app's page offers to tick: each area with its scopes. Others can be typed. */
export function offeredAreas(): Area[] {
  return areas;
}

export function offersScope(scope: string): boolean {
  return offered.some((known) => known.scope === scope);
}

/** Words for each scope; a scope without words is shown by its own name. */
export function wordsForScopes(scopes: string[]): ScopeWords[] {
  return scopes.map(
    (scope) =>
      offered.find((known) => known.scope === scope) ?? { scope, area: scope, access: 'use' },
  );
}

/** True when each asked scope is held, or is the reading half of a held modify scope. */
export function coversScopes(held: string[], asked: string[]): boolean {
  return asked.every((scope) => held.includes(scope) || held.includes(modifyTwinOf(scope)));
}

function modifyTwinOf(scope: string): string {
  return areas.find(({ view }) => view === scope)?.change ?? scope;
}

function twins(area: string, name: string): Area {
  return { area, view: `${name}_read_only`, change: name };
}

function managed(area: string, name: string): Area {
  return { area, view: `${name}_read_only`, change: `${name}_manage` };
}
