/** Three pretend stores, each with an owner, an authorized user and a user who may only open apps. */
import type { Store } from '../world.ts';

/** A new copy at every call, so that two sandboxes share nothing. */
export function seedStores(): Store[] {
  return [snowBoots(), bottesDeNeige(), tinyCases()];
}

function snowBoots(): Store {
  return {
    hash: 'snowboots',
    id: 1000101,
    name: 'Snow Boots Co',
    domain: 'snowboots.example',
    accountUuid: '5d1c1b3e-7a52-4e0f-9f0b-2b6d1c7e1001',
    language: 'en',
    country: 'United States',
    countryCode: 'US',
    currency: 'USD',
    currencySymbol: '$',
    timezone: 'America/Denver',
    users: [
      { id: 2001, email: 'olivia@snowboots.example', role: 'owner', locale: 'en-US' },
      { id: 2002, email: 'amir@snowboots.example', role: 'authorized', locale: 'en-US' },
      { id: 2003, email: 'camille@snowboots.example', role: 'user', locale: 'fr-FR' },
    ],
  };
}

function bottesDeNeige(): Store {
  return {
    hash: 'bottesneige',
    id: 1000202,
    name: 'Les Bottes de Neige',
    domain: 'bottesdeneige.example',
    accountUuid: 'c0a4f8d2-3b17-4c66-8a9d-6f0e2d9b2002',
    language: 'fr',
    country: 'France',
    countryCode: 'FR',
    currency: 'EUR',
    currencySymbol: '€',
    timezone: 'Europe/Paris',
    users: [
      { id: 3001, email: 'helene@bottesdeneige.example', role: 'owner', locale: 'fr-FR' },
      { id: 3002, email: 'luc@bottesdeneige.example', role: 'authorized', locale: 'fr-FR' },
      { id: 3003, email: 'grace@bottesdeneige.example', role: 'user', locale: 'en-US' },
    ],
  };
}

function tinyCases(): Store {
  return {
    hash: 'Zx81cAsE',
    id: 1000303,
    name: 'Tiny Case Shop',
    domain: 'tinycases.example',
    accountUuid: 'e7b93f10-94cc-4d2a-b1c5-0a8f5e6d3003',
    language: 'en',
    country: 'United Kingdom',
    countryCode: 'GB',
    currency: 'GBP',
    currencySymbol: '£',
    timezone: 'Europe/London',
    users: [
      { id: 4001, email: 'mika@tinycases.example', role: 'owner', locale: 'en-US' },
      { id: 4002, email: 'zoe@tinycases.example', role: 'authorized', locale: 'fr-FR' },
      { id: 4003, email: 'sam@tinycases.example', role: 'user', locale: 'en-US' },
    ],
  };
}
