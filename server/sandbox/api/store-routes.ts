/** Time, store profile, channels, content, marketing and the rest that is not sold or bought. */
import { ownerOf, type Store } from '../world.ts';
import { type ApiRoute, ok, readOrModify } from './api-route.ts';
import { listV2, listV3 } from './paging.ts';
import { notFoundV3 } from './problems.ts';

const notFound = () => ({ status: 404, body: notFoundV3() });

export const storeRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/v2/time',
    scopes: 'any token',
    answer: ({ world }) => ok({ time: Math.floor(world.now() / 1000) }),
  },
  {
    method: 'get',
    path: '/v2/store',
    scopes: readOrModify('store_v2_information'),
    answer: ({ store }) => ok(storeProfile(store)),
  },
  {
    method: 'get',
    path: '/v2/pages',
    scopes: readOrModify('store_v2_content'),
    answer: (request) => listV2(request, pages(request.store)),
  },
  {
    method: 'get',
    path: '/v2/banners',
    scopes: readOrModify('store_v2_marketing'),
    answer: (request) => listV2(request, banners(request.store)),
  },
  {
    method: 'get',
    path: '/v2/payments/methods',
    scopes: ['store_payments_methods_read'],
    answer: (request) => listV2(request, [{ code: 'testgateway', name: 'Test gateway' }]),
  },
  {
    method: 'get',
    path: '/v3/channels',
    scopes: readOrModify('store_channel_settings'),
    answer: (request) => listV3(request, [channel(request.store)]),
  },
  {
    method: 'get',
    path: '/v3/channels/currency-assignments',
    scopes: readOrModify('store_channel_settings'),
    answer: (request) => listV3(request, [currencyAssignment(request.store)]),
  },
  {
    method: 'get',
    path: '/v3/channels/:id/listings',
    scopes: readOrModify('store_channel_listings'),
    answer: (request) => (request.id === 1 ? listV3(request, []) : notFound()),
  },
  {
    method: 'get',
    path: '/v3/content/scripts/:id',
    scopes: readOrModify('store_content_checkout'),
    answer: notFound,
  },
  {
    method: 'get',
    path: '/v3/carts/:id',
    scopes: readOrModify('store_cart'),
    answer: notFound,
  },
  {
    method: 'get',
    path: '/v3/checkouts/:id',
    scopes: readOrModify('store_checkout'),
    answer: notFound,
  },
  {
    method: 'get',
    path: '/v3/themes',
    scopes: readOrModify('store_themes_manage', 'store_themes_read_only'),
    answer: () =>
      ok({ data: [{ uuid: 'theme-1', name: 'Cornerstone', is_active: true }], meta: {} }),
  },
  {
    method: 'get',
    path: '/v3/sites/:id/routes',
    scopes: readOrModify('store_sites'),
    answer: (request) => (request.id === 1 ? listV3(request, []) : notFound()),
  },
  {
    method: 'get',
    path: '/v3/pickup/methods',
    scopes: readOrModify('store_fulfillment_methods_manage', 'store_fulfillment_methods_read_only'),
    answer: (request) => listV3(request, []),
  },
];

/** `GET /v2/store`. */
export function storeProfile(store: Store) {
  const owner = ownerOf(store);
  const channelUrl = `https://store-${store.hash}.mybigcommerce.com`;
  return {
    id: store.hash,
    account_uuid: store.accountUuid,
    store_id: store.id,
    domain: store.domain,
    secure_url: `https://${store.domain}`,
    control_panel_base_url: channelUrl,
    status: 'live',
    name: store.name,
    address: '',
    country: store.country,
    country_code: store.countryCode,
    phone: '',
    admin_email: owner.email,
    order_email: `orders@${store.domain}`,
    timezone: { name: store.timezone, raw_offset: 0, dst_offset: 0, dst_correction: true },
    language: store.language,
    currency: store.currency,
    currency_symbol: store.currencySymbol,
    decimal_separator: store.language === 'fr' ? ',' : '.',
    thousands_separator: store.language === 'fr' ? ' ' : ',',
    decimal_places: 2,
    currency_symbol_location: store.language === 'fr' ? 'right' : 'left',
    weight_units: 'KGS',
    dimension_units: 'Centimeters',
    plan_name: 'Sandbox',
    plan_level: 'Sandbox',
    plan_is_trial: false,
    industry: 'Fashion',
    is_price_entered_with_tax: false,
    default_channel_id: 1,
    default_site_id: 1,
  };
}

function pages(store: Store) {
  const names = store.language === 'fr' ? ['À propos', 'Livraison'] : ['About us', 'Shipping'];
  return names.map((name, index) => ({
    id: index + 1,
    channel_id: 1,
    name,
    url: `/page-${index + 1}/`,
    type: 'page',
    is_visible: true,
    is_homepage: false,
    sort_order: index,
  }));
}

/** One store has no banner, so that clients meet an empty v2 list. */
function banners(store: Store) {
  if (store.currency === 'GBP') return [];
  const name = store.language === 'fr' ? 'Soldes d’hiver' : 'Winter sale';
  return [{ id: '1', name, content: `<p>${name}</p>`, page: 'home_page', visible: '1' }];
}

function channel(store: Store) {
  return {
    id: 1,
    name: store.name,
    platform: 'bigcommerce',
    type: 'storefront',
    status: 'active',
    is_visible: true,
    external_id: '',
    date_created: '2025-11-03T08:00:00Z',
    date_modified: '2025-11-03T08:00:00Z',
  };
}

function currencyAssignment(store: Store) {
  return {
    channel_id: 1,
    enabled_currencies: [store.currency],
    default_currency: store.currency,
  };
}
