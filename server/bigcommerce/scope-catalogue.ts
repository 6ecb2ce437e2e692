/**
 * The OAuth scopes of BigCommerce in words that a store owner understands, grouped by the part of
 * the store they open. Source: BigCommerce's "OAuth scopes" page and the specification of its store
 * logs. Scopes outside this list exist; `scopes.ts` shows them by their own name.
 */
import type { Language } from '../language/language.ts';

export type Words = Record<Language, string>;
export type Access = 'view' | 'change' | 'other';

export type CatalogueEntry = {
  scope: string;
  access: Access;
  words: Words;
  /** The read-only scope that this one includes. */
  includes?: string;
  /** What both of a pair are about, such as "orders". */
  thing?: Words;
};

export type CatalogueArea = { area: Words; entries: CatalogueEntry[] };

/** A modify scope and its read-only twin, whose name BigCommerce derives in one of two ways. */
function viewAndChange(scope: string, thing: string, chose: string): CatalogueEntry[] {
  const readOnly = `${scope.replace(/_manage$/, '')}_read_only`;
  return [
    view(readOnly, `View ${thing}`, `Consulter ${chose}`),
    {
      ...change(scope, `View and change ${thing}`, `Consulter et modifier ${chose}`),
      includes: readOnly,
      thing: { en: thing, fr: chose },
    },
  ];
}

function view(scope: string, en: string, fr: string): CatalogueEntry {
  return { scope, access: 'view', words: { en, fr } };
}

function change(scope: string, en: string, fr: string): CatalogueEntry {
  return { scope, access: 'change', words: { en, fr } };
}

function other(scope: string, en: string, fr: string): CatalogueEntry {
  return { scope, access: 'other', words: { en, fr } };
}

function area(en: string, fr: string, ...entries: CatalogueEntry[]): CatalogueArea {
  return { area: { en, fr }, entries };
}

export const scopeCatalogue: CatalogueArea[] = [
  area(
    'Orders',
    'Commandes',
    ...viewAndChange('store_v2_orders', 'orders', 'les commandes'),
    ...viewAndChange(
      'store_order_fulfillment_manage',
      'order fulfillments',
      'le traitement des commandes',
    ),
    ...viewAndChange('store_v2_transactions', 'order transactions', 'les transactions'),
    ...viewAndChange(
      'store_fulfillment_methods_manage',
      'order fulfillment methods',
      'les modes de livraison et de retrait',
    ),
  ),
  area(
    'Products and inventory',
    'Produits et stocks',
    ...viewAndChange(
      'store_v2_products',
      'products, brands and categories',
      'les produits, les marques et les catégories',
    ),
    ...viewAndChange('store_inventory', 'inventory', 'les stocks'),
    ...viewAndChange('store_locations', 'store locations', 'les emplacements de la boutique'),
  ),
  area(
    'Customers',
    'Clients',
    ...viewAndChange('store_v2_customers', 'customer information', 'les informations des clients'),
    other(
      'store_v2_customers_login',
      'Sign customers in to your storefront',
      'Connecter des clients à votre vitrine',
    ),
  ),
  area(
    'Carts and checkout',
    'Paniers et passage en caisse',
    ...viewAndChange('store_cart', 'carts', 'les paniers'),
    ...viewAndChange('store_checkout', 'checkouts', 'les passages en caisse'),
    ...viewAndChange(
      'store_content_checkout',
      'content on checkout pages',
      'le contenu des pages de passage en caisse',
    ),
  ),
  area(
    'Payments',
    'Paiements',
    view(
      'store_payments_methods_read',
      'View the payment methods you accept',
      'Consulter les modes de paiement acceptés',
    ),
    change(
      'store_payments_access_token_create',
      'Create payment access tokens and process payments',
      'Créer des jetons de paiement et traiter des paiements',
    ),
    ...viewAndChange(
      'store_stored_payment_instruments',
      'stored payment methods',
      'les moyens de paiement enregistrés',
    ),
  ),
  area(
    'Storefront and content',
    'Vitrine et contenu',
    ...viewAndChange('store_v2_content', 'store content', 'le contenu de la boutique'),
    ...viewAndChange('store_themes_manage', 'themes', 'les thèmes'),
    ...viewAndChange('store_sites', 'sites and routes', 'les sites et leurs routes'),
    ...viewAndChange('store_translations', 'store translations', 'les traductions de la boutique'),
    other(
      'store_storefront_api',
      'Create access tokens for your storefront',
      'Créer des jetons d’accès à votre vitrine',
    ),
    other(
      'store_storefront_api_customer_impersonation',
      'Create access tokens that act for a customer on your storefront',
      'Créer des jetons qui agissent au nom d’un client sur votre vitrine',
    ),
  ),
  area(
    'Channels',
    'Canaux de vente',
    ...viewAndChange('store_channel_settings', 'channels', 'les canaux de vente'),
    ...viewAndChange(
      'store_channel_listings',
      'what is listed on each channel',
      'les produits proposés sur chaque canal',
    ),
  ),
  area(
    'Marketing',
    'Marketing',
    ...viewAndChange('store_v2_marketing', 'marketing information', 'les informations marketing'),
  ),
  area(
    'Store settings',
    'Paramètres de la boutique',
    ...viewAndChange(
      'store_v2_information',
      'store information and settings',
      'les informations et les paramètres de la boutique',
    ),
    view('store_logs_read_only', 'View store logs', 'Consulter les journaux de la boutique'),
    change(
      'store_app_extensions_manage',
      'Manage app extensions',
      'Gérer les extensions d’applications',
    ),
  ),
  area(
    'Additional data (metafields)',
    'Données complémentaires (métachamps)',
    change(
      'store_metafield_write',
      'Create and manage its own metafields',
      'Créer et gérer ses propres métachamps',
    ),
    change(
      'store_metafield_write_all',
      'Manage all metafields of the store, whoever created them',
      'Gérer tous les métachamps de la boutique, quel que soit leur auteur',
    ),
    other(
      'store_metafield_change_owner',
      'Decide which API accounts own metafields',
      'Décider quels comptes d’API possèdent les métachamps',
    ),
  ),
  area(
    'BigCommerce account',
    'Compte BigCommerce',
    view('account_read', 'View account details', 'Consulter les informations du compte'),
    view('account_apps_read', 'View the account’s apps', 'Consulter les applications du compte'),
    view('account_stores_read', 'View the account’s stores', 'Consulter les boutiques du compte'),
    view('account_users_read', 'View the account’s users', 'Consulter les utilisateurs du compte'),
    change(
      'account_users_write',
      'Add and update the account’s users',
      'Ajouter et modifier des utilisateurs du compte',
    ),
    change(
      'account_users_delete',
      'Remove users from the account',
      'Retirer des utilisateurs du compte',
    ),
    view(
      'account_checkouts_read',
      'View the account’s checkouts',
      'Consulter les passages en caisse du compte',
    ),
    change(
      'account_checkouts_create',
      'Create checkouts for the account',
      'Créer des passages en caisse pour le compte',
    ),
    view(
      'account_subscriptions_read',
      'View the account’s subscriptions',
      'Consulter les abonnements du compte',
    ),
    change(
      'account_subscriptions_cancel',
      'Cancel the account’s subscriptions',
      'Résilier les abonnements du compte',
    ),
  ),
  // BigCommerce grants these two with every token; they stand last as nobody chose them.
  area(
    'Basics',
    'Informations de base',
    other(
      'store_v2_default',
      'Know which store the app is installed on',
      'Savoir sur quelle boutique l’application est installée',
    ),
    other(
      'users_basic_information',
      'Know the email address of the people who use the app',
      'Connaître l’adresse e-mail des personnes qui utilisent l’application',
    ),
  ),
];

export const areaOfUnknownScopes: Words = { en: 'Other', fr: 'Autres' };
