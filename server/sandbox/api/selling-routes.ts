/** Products, customers, inventory, orders and their payments. */
import { z } from 'zod';
import type { Order, Product } from '../seeds/catalogue.ts';
import { type ApiAnswer, type ApiRequest, type ApiRoute, ok, readOrModify } from './api-route.ts';
import { errorsOf, listV2, listV3 } from './paging.ts';
import { invalid, notFoundV2, notFoundV3 } from './problems.ts';
import {
  customerV3,
  inventoryItem,
  location,
  orderLineV2,
  orderV2,
  productV3,
  transactionV3,
} from './selling-shapes.ts';

export const sellingRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/v3/catalog/products',
    scopes: readOrModify('store_v2_products'),
    answer: (request) => listV3(request, request.catalogue.products.map(productV3)),
  },
  {
    method: 'get',
    path: '/v3/catalog/products/:id',
    scopes: readOrModify('store_v2_products'),
    answer: (request) => withProduct(request, (product) => ok(single(productV3(product)))),
  },
  {
    method: 'put',
    path: '/v3/catalog/products/:id',
    scopes: ['store_v2_products'],
    answer: (request) => withProduct(request, (product) => changeProduct(product, request.body)),
  },
  {
    method: 'get',
    path: '/v3/customers',
    scopes: readOrModify('store_v2_customers'),
    answer: (request) => listV3(request, request.catalogue.customers.map(customerV3)),
  },
  {
    method: 'get',
    path: '/v3/inventory/items',
    scopes: readOrModify('store_inventory'),
    answer: (request) => listV3(request, request.catalogue.products.map(inventoryItem)),
  },
  {
    method: 'get',
    path: '/v3/inventory/locations',
    scopes: readOrModify('store_locations'),
    answer: (request) => listV3(request, [location]),
  },
  {
    method: 'get',
    path: '/v2/orders',
    scopes: readOrModify('store_v2_orders'),
    answer: (request) =>
      listV2(
        request,
        request.catalogue.orders.map((order) => orderV2(request.store, order)),
      ),
  },
  {
    method: 'get',
    path: '/v2/orders/:id',
    scopes: readOrModify('store_v2_orders'),
    answer: (request) => withOrder(request, (order) => ok(orderV2(request.store, order))),
  },
  {
    method: 'get',
    path: '/v2/orders/:id/products',
    scopes: readOrModify('store_v2_orders'),
    answer: (request) =>
      withOrder(request, (order) =>
        listV2(
          request,
          order.lines.map((line) => orderLineV2(order, line)),
        ),
      ),
  },
  {
    method: 'get',
    path: '/v3/orders/pickups',
    scopes: readOrModify('store_order_fulfillment_manage', 'store_order_fulfillment_read_only'),
    answer: (request) => listV3(request, []),
  },
  {
    method: 'get',
    path: '/v3/orders/:id/transactions',
    scopes: readOrModify('store_v2_transactions'),
    answer: (request) => transactions(request),
  },
];

function withProduct(request: ApiRequest, answer: (product: Product) => ApiAnswer): ApiAnswer {
  const product = request.catalogue.products.find(({ id }) => id === request.id);
  return product ? answer(product) : { status: 404, body: notFoundV3() };
}

function withOrder(request: ApiRequest, answer: (order: Order) => ApiAnswer): ApiAnswer {
  const order = request.catalogue.orders.find(({ id }) => id === request.id);
  return order ? answer(order) : { status: 404, body: notFoundV2() };
}

function transactions(request: ApiRequest): ApiAnswer {
  const order = request.catalogue.orders.find(({ id }) => id === request.id);
  if (!order) return { status: 404, body: notFoundV3() };
  return listV3(request, [transactionV3(request.store, order)]);
}

const productChange = z.object({
  name: z.string().min(1).optional(),
  price: z.number().min(0).optional(),
});

function changeProduct(product: Product, body: unknown): ApiAnswer {
  const change = productChange.safeParse(body);
  if (!change.success) return { status: 422, body: invalid(errorsOf(change.error)) };
  const { name, price } = change.data;
  product.name = name ?? product.name;
  product.cents = price === undefined ? product.cents : Math.round(price * 100);
  return ok(single(productV3(product)));
}

function single(data: unknown) {
  return { data, meta: {} };
}
