/** A named client id / client secret pair of a BigCommerce app. The secret stays in the store. */
export type IClient = {
  id: string;
  /** Names its callback paths: `/bigcommerce/{slug}/auth` and its siblings. Made from the first name; never changes. */
  slug: string;
  name: string;
  clientId: string;
  accountUuid: string | undefined;
  /** Configured scopes: what the app asks for. */
  scopes: string[];
  /** They changed, and not all of its connections have been compared with them yet. */
  scopesUnchecked: boolean;
  /** Further auth callback URLs, besides its own, compared as exact strings. */
  whitelist: string[];
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
};

/** What an admin says of a new iClient. */
export type NewIClient = Pick<IClient, 'name' | 'clientId' | 'accountUuid' | 'scopes'> & {
  clientSecret: string;
};

/** What changes; what is left out stays. An account UUID that is given as undefined is forgotten. */
export type IClientChange = Partial<NewIClient & Pick<IClient, 'whitelist'>>;

/** Id and slug of the iClient that the environment describes. */
export const defaultIClientSlug = 'default';

/** Whether the environment says what it is: then only its whitelist can be changed elsewhere. */
export function isFromEnvironment({ id }: Pick<IClient, 'id'>): boolean {
  return id === defaultIClientSlug;
}

/** Begins the id and the client id of the test clients of simulated installs, and of nothing else. */
export const simulatedPrefix = 'simulation-';

/**
 * Whether an id, or a client id, is that of a test client. What it leads to ends with its install: no
 * list, no index and no event shows it.
 */
export function isSimulated(id: string): boolean {
  return id.startsWith(simulatedPrefix);
}

/** Lua for scripts: `isSimulated(id)`, the same; what is no text is not. */
export const simulatedLua = `
  local function isSimulated(id)
    return type(id) == 'string' and id:find('${simulatedPrefix}', 1, true) == 1
  end
`;

/** The slug that a name suggests: lower-case letters, digits and single hyphens. */
export function slugFromName(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'app' : slug;
}
