/** A person who works in a store's control panel and has used the app there. */
export type StoreUser = {
  /** As BigCommerce numbers its users. */
  id: string;
  email: string;
  /** Such as `fr-FR`; unknown until the user opens the app. */
  locale: string | undefined;
  /**
   * Changes whenever the user is added anew. A session holds it, so that the sessions of a removed
   * user stay dead even when the same user is added again.
   */
  membershipId: string;
  /** Milliseconds since 1970, by Redis' clock. */
  firstSeenAt: number;
  lastSeenAt: number;
};
