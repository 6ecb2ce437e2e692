/**
 * What a pretend store sells and has sold. Always the same for the same store; orders name
 * products and customers that exist, and their totals add up. All amounts here are whole cents.
 */
import type { Store } from '../world.ts';

export type Product = { id: number; name: string; sku: string; cents: number; stock: number };
export type Customer = { id: number; firstName: string; lastName: string; email: string };
export type OrderLine = { id: number; product: Product; quantity: number };
export type Order = {
  id: number;
  customer: Customer;
  lines: OrderLine[];
  shippingCents: number;
  status: { id: number; name: string };
  /** Milliseconds since 1970. */
  createdAt: number;
};
export type Catalogue = { products: Product[]; customers: Customer[]; orders: Order[] };

type Words = { kinds: string[]; finishes: string[]; firstNames: string[]; lastNames: string[] };

const english: Words = {
  kinds: ['Boot', 'Mitten', 'Scarf', 'Sledge', 'Parka', 'Sock', 'Goggle', 'Hat', 'Flask', 'Lamp'],
  finishes: ['Classic', 'Woollen', 'Light', 'Polar', 'Red', 'Children’s'],
  firstNames: ['Ada', 'Ben', 'Chloe', 'Dev', 'Erin', 'Femi', 'Gus', 'Hana', 'Ivan', 'June'],
  lastNames: ['Moore', 'Okafor', 'Patel', 'Quist', 'Reyes', 'Sato', 'Taylor'],
};
const french: Words = {
  kinds: ['Botte', 'Moufle', 'Écharpe', 'Luge', 'Parka', 'Chaussette', 'Tuque', 'Cape'],
  finishes: ['classique', 'en laine', 'polaire', 'rouge', 'pliable', 'pour enfant', 'chic'],
  firstNames: ['Alice', 'Basile', 'Chloé', 'Denis', 'Élise', 'Fanny', 'Gaël', 'Hugo'],
  lastNames: ['Morel', 'Petit', 'Roux', 'Garnier', 'Lefèvre', 'Blanc', 'Faure'],
};

const statuses = [
  { id: 2, name: 'Shipped' },
  { id: 10, name: 'Completed' },
  { id: 11, name: 'Awaiting Fulfillment' },
  { id: 9, name: 'Awaiting Shipment' },
];
const firstOrderAt = Date.UTC(2026, 0, 5, 9, 30);
const hourMs = 3_600_000;

export function seedCatalogue(store: Store): Catalogue {
  const words = store.language === 'fr' ? french : english;
  const products = seedProducts(words);
  const customers = seedCustomers(words, store.domain);
  return { products, customers, orders: seedOrders(products, customers) };
}

function seedProducts(words: Words): Product[] {
  const pairs = words.finishes.flatMap((finish) => words.kinds.map((kind) => ({ kind, finish })));
  return pairs.map(({ kind, finish }, index) => ({
    id: 77 + index,
    name: words === french ? `${kind} ${finish}` : `${finish} ${kind}`,
    sku: `SKU-${String(index + 1).padStart(3, '0')}`,
    cents: 990 + ((index * 370) % 9000),
    stock: (index * 13) % 40,
  }));
}

function seedCustomers(words: Words, domain: string): Customer[] {
  return words.firstNames.map((firstName, index) => ({
    id: 11 + index,
    firstName,
    lastName: pick(words.lastNames, index * 3),
    email: `customer${index + 1}@mail.${domain}`,
  }));
}

function seedOrders(products: Product[], customers: Customer[]): Order[] {
  return Array.from({ length: 24 }, (_, index) => ({
    id: 100 + index,
    customer: pick(customers, index * 3),
    lines: Array.from({ length: 1 + (index % 3) }, (_line, line) => ({
      id: 1000 + index * 3 + line,
      product: pick(products, index * 7 + line * 11),
      quantity: 1 + ((index + line) % 3),
    })),
    shippingCents: 500 + (index % 4) * 150,
    status: pick(statuses, index),
    createdAt: firstOrderAt + index * 19 * hourMs,
  }));
}

function pick<T>(list: T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('Cannot pick from an empty list');
  return item;
}
