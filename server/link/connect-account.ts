/**
 * Connects a merchant's store by an API account: tests it, claims the link, saves the connection and ends
 * the visit.
 */
import type { Logger } from 'pino';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import { compareScopes } from '../bigcommerce/compare-scopes.ts';
import { type TokenTest, type TurnOf, testToken } from '../connection-tests/test-connection.ts';
import { whyUntested } from '../connection-tests/why-untested.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import { endConnected } from '../links/end-connected.ts';
import type { LinkStore } from '../links/store.ts';
import type { VisitEnd } from '../links/visit.ts';
import type { TypedToken, VisitStore } from '../links/visits.ts';
import type { SettingsStore } from '../settings/store.ts';
import { endOf, scopesOf, type Visiting } from './open-visit.ts';
import { type AccountConnections, accountOf, saveAccount } from './save-account.ts';

export type ConnectAccountDeps = {
  bigcommerce: Pick<BigCommerceClient, 'testToken' | 'detectScopes' | 'fetchStoreProfile'>;
  connections: AccountConnections;
  links: Pick<LinkStore, 'find' | 'claimUse' | 'completeUse' | 'completedBy' | 'releaseUse'>;
  settings: Pick<SettingsStore, 'read'>;
  visits: Pick<VisitStore, 'change' | 'findById'>;
  turnOf: TurnOf;
};

export type AccountOutcome =
  | { outcome: 'connected' }
  /** The merchant left meanwhile. */
  | { outcome: 'left' }
  /** These scopes are proven to be missing. */
  | { outcome: 'missing'; scopes: string[] }
  /** BigCommerce does not take the token for this store. */
  | { outcome: 'refused' }
  /** BigCommerce did not tell; later it may. */
  | { outcome: 'untested' }
  /** The company's app has the store, and the link offers that way. */
  | { outcome: 'has_app' }
  /** For a reason that nobody is told. */
  | { outcome: 'not_connected' };

/**
 * Whatever is known here of a store is told only to who has a live token of it; before the test all
 * stores are alike.
 * @throws AppError `link_used`, `link_expired`, `link_revoked`, `link_unknown`, `links_off`, `visit_unknown`,
 *   `storage_unavailable`
 */
export async function connectAccount(
  deps: ConnectAccountDeps,
  visiting: Visiting,
  token: TypedToken,
  by: By,
  log: Logger,
): Promise<AccountOutcome> {
  const { company } = visiting;
  const renewed = await accountOf(deps.connections, company.id, token.storeHash);
  // What is renewed must not become weaker than what it is configured for.
  const wanted = [...new Set([...scopesOf(visiting), ...(renewed?.scopes ?? [])])];
  const test = await testAccount(deps, token, wanted, renewed);
  if (test === undefined) return { outcome: 'untested' };
  if (test.outcome === 'refused') return { outcome: 'refused' };
  const scopes = compareScopes(wanted, test.detectedScopes)
    .filter(({ finding }) => finding === 'refused')
    .map(({ scope }) => scope);
  if (scopes.length > 0) return { outcome: 'missing', scopes };
  const byApp = await appOf(deps, visiting, token.storeHash);
  if (byApp && visiting.link.ways.includes('app')) return { outcome: 'has_app' };
  const connected = byApp?.status === 'connected' ? byApp : undefined;
  return claimAndSave(deps, visiting, { token, test, connected }, by, log);
}

/** Undefined when it could not be tested. */
async function testAccount(
  deps: ConnectAccountDeps,
  { storeHash, accessToken }: TypedToken,
  wanted: string[],
  renewed: Connection | undefined,
): Promise<TokenTest | undefined> {
  const turn = renewed && deps.turnOf(renewed);
  try {
    return await testToken(deps, { storeHash, accessToken, wanted, turn });
  } catch (error) {
    whyUntested(error);
    return undefined;
  }
}

/** The company's app connection to the store, unless it was disconnected. */
async function appOf(
  { connections }: Pick<ConnectAccountDeps, 'connections'>,
  { company, iclient }: Visiting,
  storeHash: string,
): Promise<Connection | undefined> {
  const byApp = await connections.findByStore(iclient.id, storeHash);
  const isAuthorized = byApp?.status === 'connected' || byApp?.status === 'needs_reauthorization';
  return isAuthorized && byApp.companyId === company.id ? byApp : undefined;
}

type LiveAccount = {
  token: TypedToken;
  test: Extract<TokenTest, { outcome: 'live' }>;
  /** The store is there already, by the app: a second connection to it would double its data. */
  connected: Connection | undefined;
};

async function claimAndSave(
  deps: ConnectAccountDeps,
  visiting: Visiting,
  { token, test, connected }: LiveAccount,
  by: By,
  log: Logger,
): Promise<AccountOutcome> {
  const { connections, links } = deps;
  const { link, company, visit } = visiting;
  try {
    await links.claimUse(link.id, visit.id, token.storeHash);
  } catch (error) {
    // A form that is sent twice is answered as the first time.
    if ((await endNow(deps, visiting))?.status === 'connected') return { outcome: 'connected' };
    throw error;
  }
  let connectionId: string;
  try {
    const end = await requireStillOn(deps, visiting);
    if (end) {
      await links.releaseUse(link.id, visit.id);
      return { outcome: end.status === 'connected' ? 'connected' : 'left' };
    }
    const { detectedScopes, profile } = test;
    const account = { ...token, detectedScopes, profile, scopes: scopesOf(visiting) };
    connectionId = connected?.id ?? (await saveAccount(connections, company, account, by));
  } catch (error) {
    // A claim that cannot be given back ends by itself.
    await links.releaseUse(link.id, visit.id).catch(() => undefined);
    if (error instanceof AppError && error.code === 'store_of_other_company')
      return { outcome: 'not_connected' };
    throw error;
  }
  await endConnected(deps, { linkId: link.id, visitId: visit.id, connectionId }, log);
  return { outcome: 'connected' };
}

/**
 * The test may have taken long.
 * @returns how the visit has ended since
 * @throws AppError `links_off`, `visit_unknown`
 */
async function requireStillOn(
  deps: ConnectAccountDeps,
  visiting: Visiting,
): Promise<VisitEnd | undefined> {
  const [settings, visit] = await Promise.all([
    deps.settings.read(),
    deps.visits.findById(visiting.visit.id),
  ]);
  if (!settings.linksOn) throw new AppError('links_off', 'Links were switched off meanwhile.');
  if (!visit) throw new AppError('visit_unknown', 'The visit is gone.');
  return visit.end;
}

async function endNow(
  deps: ConnectAccountDeps,
  { link, visit }: Visiting,
): Promise<VisitEnd | undefined> {
  const [now, found] = await Promise.all([
    deps.links.find(link.id),
    deps.visits.findById(visit.id),
  ]);
  return endOf(deps, now, found ?? visit);
}
