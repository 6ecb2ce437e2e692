/** A merchant's browser at the step of a link that installs the app, and BigCommerce's answers to it. */
import { expect } from 'chai';
import type { NewLink } from '../../server/links/link.ts';
import { agreed, tokenRequests } from '../authorize/start.ts';
import type { Connector } from '../support/connector.ts';
import type { CookieClient } from '../support/cookie-client.ts';
import { storeHash } from '../support/journeys.ts';
import {
  byOperator,
  type MadeLink,
  type Merchant,
  makeLink,
  openLink,
} from '../support/link-visit.ts';
import { formTokenIn } from '../support/sign-in.ts';

/** Has consented to a new link that offers the app alone, in a new browser. */
export async function atApp(connector: Connector, draft: Partial<NewLink> = {}): Promise<Merchant> {
  return visit(connector, await makeLink(connector, { ways: ['app'], ...draft }));
}

/** Has consented to a link. */
export async function visit(
  connector: Connector,
  link: MadeLink,
  agent?: CookieClient,
): Promise<Merchant> {
  const merchant = await openLink(connector, link, agent);
  expect((await merchant.post('access')).status).to.equal(303);
  return merchant;
}

/** Gives the store's address; answers the state and where the page leads. */
export async function giveStore(merchant: Merchant, store = storeHash) {
  const answer = await merchant.post('app', { store });
  expect(answer.status, answer.text).to.equal(303);
  const page = await merchant.agent.get(answer.headers.location ?? '');
  const href = /class="button button-primary link-go" href="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const url = new URL(href.replaceAll('&amp;', '&'));
  return { url, page, state: url.searchParams.get('state') ?? '' };
}

/** As link-app.js gives it, in a window. */
export async function giveStoreInWindow(
  connector: Connector,
  { agent, get, link }: Merchant,
  store = storeHash,
): Promise<string> {
  const answer = await agent.post(`/link/${link.id}/app`, {
    form: { _token: formTokenIn((await get('access')).text), store },
    headers: { Origin: connector.publicUrl, Accept: 'application/json' },
  });
  expect(answer.status, answer.text).to.equal(200);
  return new URL(answer.body.authorizeUrl).searchParams.get('state') ?? '';
}

/** What the page says, without what each browser has of its own. */
export function saidIn(html: string): string {
  return html
    .replace(/name="_token" value="[^"]+"/g, '')
    .replace(/ln_[0-9a-f]+/g, '')
    .replace(/value="[^"]*"/g, '');
}

/** No store is connected, and whatever a test has switched is as it was. */
export async function startAfresh({ service, sandbox }: Connector): Promise<void> {
  const { connections, settings } = service.deps;
  const { connections: all } = await connections.list({ sort: 'name', limit: 50 });
  for (const { id } of all) await connections.delete(id, byOperator);
  await settings.change({ linksOn: true }, byOperator);
  await sandbox.faults({ token: 'none' });
}

/** Comes back from BigCommerce, which must not be asked for a token; answers the page that follows. */
export async function backUnasked(
  connector: Connector,
  merchant: Merchant,
  state: string | undefined,
  hash = storeHash,
) {
  const path = await agreed(connector, state, { storeHash: hash });
  const before = await tokenRequests(connector);
  const answer = await merchant.agent.get(path);
  expect(await tokenRequests(connector), 'requests of a token').to.equal(before);
  expect(answer.status).to.equal(303);
  return merchant.agent.get(answer.headers.location ?? '');
}
