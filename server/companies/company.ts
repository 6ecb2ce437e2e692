/** A merchant's business as the builder knows it; it has connections, and links to share. */
export type Company = {
  id: string;
  /** Two companies may have the same. */
  name: string;
  /** The builder's own id for it, unique as it is spelled; undefined when they gave none. */
  externalId: string | undefined;
  /** Milliseconds since 1970, by Redis' clock. */
  createdAt: number;
  updatedAt: number;
};

export type NewCompany = { name: string; externalId?: string | undefined };

/** What is left out stays as it is; null takes the external id away. */
export type CompanyChange = {
  name?: string | undefined;
  externalId?: string | null | undefined;
};

export type CompanyQuery = {
  /** Beginnings of words of the name, or the whole external id. */
  q?: string | undefined;
  /** From `nextCursor`. */
  cursor?: string | undefined;
  /** From `previousCursor`; the page that ends there, whatever `cursor` says. */
  before?: string | undefined;
  limit: number;
};

export type CompanyPage = {
  companies: Company[];
  /** Leads to the page before; undefined on the first one. */
  previousCursor: string | undefined;
  /** Leads to the next page; undefined on the last one. */
  nextCursor: string | undefined;
};
