/**
 * How BigCommerce writes products, customers and orders. Prices are entered without tax; tax is a
 * tenth of the goods, rounded once for each line, so that an order's lines add up to its totals.
 */
import type { Customer, Order, OrderLine, Product } from '../seeds/catalogue.ts';
import type { Store } from '../world.ts';

export const location = {
  id: 1,
  code: 'BC-LOCATION-1',
  label: 'Default location',
  type_id: 'PHYSICAL',
  enabled: true,
  managed_by_external_source: false,
};

export function productV3(product: Product) {
  return {
    id: product.id,
    name: product.name,
    type: 'physical',
    sku: product.sku,
    price: product.cents / 100,
    weight: 1,
    categories: [23],
    availability: 'available',
    is_visible: true,
    inventory_level: product.stock,
    inventory_tracking: 'product',
    base_variant_id: product.id + 1000,
    date_created: '2025-11-03T08:00:00+00:00',
    date_modified: '2025-11-03T08:00:00+00:00',
  };
}

export function customerV3(customer: Customer) {
  return {
    id: customer.id,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.email,
    company: '',
    phone: '',
    customer_group_id: 0,
    date_created: '2025-11-03T08:00:00Z',
    date_modified: '2025-11-03T08:00:00Z',
  };
}

export function inventoryItem(product: Product) {
  const { id, sku, stock } = product;
  return {
    identity: { sku, product_id: id, variant_id: id + 1000 },
    locations: [
      {
        location_id: location.id,
        location_code: location.code,
        location_name: location.label,
        available_to_sell: stock,
        total_inventory_onhand: stock,
      },
    ],
  };
}

export function orderV2(store: Store, order: Order) {
  const { customer, shippingCents } = order;
  const { exTax, tax, items } = totalsOf(order);
  const date = rfc2822(order.createdAt);
  const at = `/stores/${store.hash}/v2/orders/${order.id}/products`;
  return {
    id: order.id,
    customer_id: customer.id,
    date_created: date,
    date_modified: date,
    status_id: order.status.id,
    status: order.status.name,
    subtotal_ex_tax: money(exTax),
    subtotal_inc_tax: money(exTax + tax),
    subtotal_tax: money(tax),
    shipping_cost_ex_tax: money(shippingCents),
    shipping_cost_inc_tax: money(shippingCents),
    shipping_cost_tax: money(0),
    total_ex_tax: money(exTax + shippingCents),
    total_inc_tax: money(exTax + tax + shippingCents),
    total_tax: money(tax),
    items_total: items,
    items_shipped: order.status.name === 'Awaiting Fulfillment' ? 0 : items,
    payment_method: 'Test gateway',
    payment_status: 'captured',
    currency_code: store.currency,
    default_currency_code: store.currency,
    channel_id: 1,
    is_deleted: false,
    billing_address: billingAddress(store, customer),
    products: { url: `https://api.bigcommerce.com${at}`, resource: `/orders/${order.id}/products` },
  };
}

export function orderLineV2(order: Order, line: OrderLine) {
  const { product, quantity } = line;
  const { exTax, tax } = lineTotals(line);
  return {
    id: line.id,
    order_id: order.id,
    product_id: product.id,
    variant_id: product.id + 1000,
    name: product.name,
    sku: product.sku,
    quantity,
    base_price: money(product.cents),
    price_ex_tax: money(product.cents),
    total_ex_tax: money(exTax),
    total_inc_tax: money(exTax + tax),
    total_tax: money(tax),
  };
}

export function transactionV3(store: Store, order: Order) {
  const { exTax, tax } = totalsOf(order);
  return {
    id: order.id + 5000,
    order_id: String(order.id),
    event: 'purchase',
    method: 'credit_card',
    amount: (exTax + tax + order.shippingCents) / 100,
    currency: store.currency,
    gateway: 'testgateway',
    gateway_transaction_id: `example-${order.id}`,
    status: 'ok',
    test: true,
    fraud_review: false,
    date_created: new Date(order.createdAt).toISOString(),
  };
}

function totalsOf(order: Order) {
  const sum = { exTax: 0, tax: 0, items: 0 };
  for (const line of order.lines) {
    const { exTax, tax } = lineTotals(line);
    sum.exTax += exTax;
    sum.tax += tax;
    sum.items += line.quantity;
  }
  return sum;
}

function lineTotals({ product, quantity }: OrderLine) {
  const exTax = product.cents * quantity;
  return { exTax, tax: Math.round(exTax / 10) };
}

function billingAddress(store: Store, customer: Customer) {
  return {
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.email,
    company: '',
    street_1: '1 Example Street',
    city: 'Exampleville',
    zip: '00000',
    country: store.country,
    country_iso2: store.countryCode,
  };
}

/** Version 2 writes amounts as text with four decimals. */
function money(cents: number): string {
  return (cents / 100).toFixed(4);
}

function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
