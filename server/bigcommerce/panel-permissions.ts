/**
 * Scopes as BigCommerce's control panel names them where somebody makes a store-level API account: each
 * permission has a name and is set to a level. Both are shown as they stand there, in English.
 * Source: BigCommerce's page "OAuth scopes", columns "UI name" and "Permission".
 */
import { automaticScopes, readingScopeOf } from './scopes.ts';

export type PanelPermission = {
  scope: string;
  /** The scope itself where the name is not known. */
  name: string;
  level: string | undefined;
};

const permissions: PanelPermission[] = [
  only('Create Payments', 'modify', 'store_payments_access_token_create'),
  only('Storefront API Tokens', 'modify', 'store_storefront_api'),
  only(
    'Storefront API Customer Impersonation Tokens',
    'modify',
    'store_storefront_api_customer_impersonation',
  ),
  ...both('Carts', 'store_cart'),
  ...both('Channel Settings', 'store_channel_settings'),
  ...both('Channel Listings', 'store_channel_listings'),
  ...both('Checkouts', 'store_checkout'),
  ...both('Checkout Content', 'store_content_checkout'),
  ...both('Content', 'store_v2_content'),
  ...both('Customers', 'store_v2_customers'),
  only('Customers Login', 'modify', 'store_v2_customers_login'),
  ...both('Fulfillment Methods', 'store_fulfillment_methods_manage'),
  ...both('Information & Settings', 'store_v2_information'),
  ...both('Marketing', 'store_v2_marketing'),
  only('Metafield Ownership', 'manage', 'store_metafield_change_owner'),
  only('Metafields Access', 'standard', 'store_metafield_write'),
  only('Metafields Access', 'full', 'store_metafield_write_all'),
  ...both('Orders', 'store_v2_orders'),
  ...both('Order Fulfillment', 'store_order_fulfillment_manage'),
  ...both('Order Transactions', 'store_v2_transactions'),
  only('Payments - Get accepted methods', 'read-only', 'store_payments_methods_read'),
  ...both('Products', 'store_v2_products'),
  ...both('Sites & Routes', 'store_sites'),
  ...both('Store Inventory', 'store_inventory'),
  ...both('Store Locations', 'store_locations'),
  ...both('Stored Payment Instruments', 'store_stored_payment_instruments'),
  ...both('Store Translations', 'store_translations'),
  ...both('Themes', 'store_themes_manage'),
];

/**
 * What to set for these scopes, in the order of the control panel, then what it may call otherwise. Left
 * out is what comes with every token, what the account of a store cannot have, and a lower level beside
 * a higher one.
 */
export function panelPermissions(scopes: string[]): PanelPermission[] {
  const wanted = [...new Set(scopes)].filter(
    (scope) => isOffered(scope) && !scopes.some((other) => includes(other, scope)),
  );
  const unnamed = wanted.filter((scope) => !permissions.some((named) => named.scope === scope));
  return [
    ...permissions.filter(({ scope }) => wanted.includes(scope)),
    ...unnamed.map((scope) => ({ scope, name: scope, level: undefined })),
  ];
}

/** Those of a BigCommerce account, and app extensions, only apps can have. */
function isOffered(scope: string): boolean {
  return !(
    automaticScopes.includes(scope) ||
    scope.startsWith('account_') ||
    scope === 'store_app_extensions_manage'
  );
}

function includes(higher: string, scope: string): boolean {
  if (scope === 'store_metafield_write') return higher === 'store_metafield_write_all';
  return higher !== scope && readingScopeOf(higher) === scope;
}

function both(name: string, scope: string): PanelPermission[] {
  return [
    { scope, name, level: 'modify' },
    { scope: readingScopeOf(scope), name, level: 'read-only' },
  ];
}

function only(name: string, level: string, scope: string): PanelPermission {
  return { scope, name, level };
}
