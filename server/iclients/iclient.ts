/** A named client id / client secret pair of a BigCommerce app. The secret stays in the store. */
export type IClient = {
  id: string;
  /** Names its callback paths: `/bigcommerce/{slug}/auth` and its siblings. */
  slug: string;
  name: string;
  clientId: string;
  accountUuid: string | undefined;
  /** Configured scopes: what the app asks for. */
  scopes: string[];
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
};

/** Id and slug of the iClient that the environment describes. */
export const defaultIClientSlug = 'default';
