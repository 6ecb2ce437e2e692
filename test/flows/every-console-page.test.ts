/** Every page of the console in a browser: for everybody, by day and by night, on a phone. */
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { visitCompanies } from '../support/company-pages.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, storeHash } from '../support/journeys.ts';
import { expectAccessible, expectFitsPhone, expectOwnWords } from '../support/page-checks.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const draft = { iclientId: 'default', scopes: undefined, concurrency: { level: 5 } };
const list = '/console/connections';

describe('every page of the console', function () {
  this.timeout(240_000);
  let connector: Connector;
  let browser: TestBrowser;

  const start = async (locale: string) => {
    connector = await startConnector();
    browser = await openBrowser({ locale });
  };
  afterEach(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  type Inspect = (what: string) => Promise<void>;
  const visit = async (path: string, status: number, inspect: Inspect) => {
    const answer = await browser.page.goto(`${connector.publicUrl}${path}`);
    expect(answer?.status(), path).to.equal(status);
    expect(new URL(browser.page.url()).pathname, path).to.equal(path.replace(/\?.*/, ''));
    await inspect(path);
  };

  const visitSignedOut = async (inspect: Inspect) => {
    const { users } = connector.service.deps;
    await visit('/sign-in', 200, inspect);
    await visit(`/first-admin?token=${await users.makeFirstAdminLink()}`, 200, inspect);
    const guest = { email: 'guest@example.com', name: 'Guest', role: 'viewer' } as const;
    await visit(`/join?token=${await users.invite(guest, by)}`, 200, inspect);
    await visit('/join?token=used-up', 410, inspect);
  };

  const signIn = async (inspect: Inspect) => {
    const { users } = connector.service.deps;
    const person = { email: 'admin@example.com', name: 'Example admin', role: 'admin' } as const;
    const { id } = await users.ensure(person, by);
    const script = '**/public/sign-in-link.js';
    // The page sends itself on at once, too soon to be looked at.
    await browser.page.route(script, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
    await visit(`/sign-in/link?token=${await users.makeSignInLink(id)}`, 200, inspect);
    await browser.page.unroute(script);
    await browser.page.locator('main button[type=submit]').click();
    await browser.page.waitForURL('**/console/connections');
    return id;
  };

  const makeConnections = async () => {
    const { connections } = connector.service.deps;
    await install(connector);
    const connected = await connections.findByStore('default', storeHash);
    if (!connected) throw new Error('The installation made no connection.');
    const secrets = {
      accessToken: 'canary-token-of-an-account',
      clientSecret: 'canary-secret-kept',
    };
    for (const secret of Object.values(secrets)) connector.keepSecret(secret);
    const account = { name: 'Example account', storeHash: 'account', clientId: 'exampleaccount' };
    const long = 'Boots-and-sandals-'.repeat(5);
    const ended = await connections.create({ ...draft, name: 'Ended', storeHash: 'ended' }, by);
    await connections.disconnect(ended.id, by);
    return [
      connected,
      await connections.create({ ...draft, name: long, storeHash: 'pending' }, by),
      await connections.createApiAccount({ ...draft, ...account, ...secrets }, by),
      ended,
    ].map(({ id }) => `${list}/${id}`);
  };

  const visitApiKeys = async (connection: string, inspect: Inspect) => {
    const { apiKeys } = connector.service.deps;
    const path = '/console/api-keys';
    await visit(path, 200, inspect);
    await visit(`${path}/new`, 200, inspect);
    const { page } = browser;
    await page.locator('main button[type=submit]').click();
    await page.locator('.form-errors').waitFor();
    await inspect(`${path}, refused`);
    await page.fill('[name=name]', 'Order-export-'.repeat(7));
    for (const box of await page.locator('[name=permissions]').all()) await box.check();
    await page.locator('main button[type=submit]').click();
    await page.locator('#copy-api-key').waitFor();
    await inspect(`${path}, made`);
    const connectionIds = [connection.slice(list.length + 1), 'cn_0123456789abcdef01234567'];
    const draft = { name: 'Limited', permissions: ['credentials:read'] as const, connectionIds };
    const { apiKey, key } = await apiKeys.create(draft, by);
    connector.keepSecret(key);
    await visit(`${path}?notice=revoked`, 200, inspect);
    await visit(`${path}/${apiKey.id}/revoke`, 200, inspect);
  };

  const visitCallbackPages = async (callbacks: string, inspect: Inspect) => {
    const { page } = browser;
    await visit(callbacks, 200, inspect);
    await page.locator('form[action$="/checks"] button').click();
    await page.locator('.message').waitFor();
    await inspect(`${callbacks}/checks, done`);
    await visit(callbacks, 200, inspect);
    await page.locator('form[action$="/simulations"] button').click();
    await page.locator('.message').waitFor();
    await inspect(`${callbacks}/simulations, done`);
    await visit(`${callbacks}/recorder`, 200, inspect);
    await visit(`${callbacks}/inspector`, 200, inspect);
    await page.locator('main button[type=submit]').click();
    await page.locator('.form-errors').waitFor();
    await inspect(`${callbacks}/inspector, refused`);
    const long = `context=stores/{store_hash}&scope=${'store_v2_orders_'.repeat(9)}`;
    await page.fill('[name=pasted]', `code=canary-code&${long}`);
    await page.locator('main button[type=submit]').click();
    await page.locator('#result').waitFor();
    await inspect(`${callbacks}/inspector, with a result`);
  };

  const visitSignedIn = async (adminId: string, inspect: Inspect) => {
    await visit(list, 200, inspect);
    const connections = await makeConnections();
    for (const path of ['', '/new', '/new/app', '/new/api-account'])
      await visit(`${list}${path}`, 200, inspect);
    await visit(`${list}?q=nosuchword`, 200, inspect);
    for (const one of connections) await visit(one, 200, inspect);
    for (const one of connections.slice(0, 3))
      for (const path of ['edit', 'disconnect', 'delete'])
        await visit(`${one}/${path}`, 200, inspect);
    const { iclients, users } = connector.service.deps;
    const app = { name: 'Second app', clientId: 'secondappclientid', accountUuid: undefined };
    const clientSecret = 'canary-client-secret-of-the-second-app';
    connector.keepSecret(clientSecret);
    const { id } = await iclients.create(
      { ...app, clientSecret, scopes: ['store_v2_orders_read_only'] },
      by,
    );
    await visit(`${list}/new/app`, 200, inspect);
    await visit('/console/iclients', 200, inspect);
    await visit('/console/iclients/new', 200, inspect);
    for (const one of ['default', id])
      for (const path of ['', '/edit'])
        await visit(`/console/iclients/${one}${path}`, 200, inspect);
    await visit(`/console/iclients/${id}/delete`, 200, inspect);
    await visitCallbackPages(`/console/iclients/${id}/callbacks`, inspect);
    await visit('/console/events', 200, inspect);
    await visit('/console/events?connection=nothing', 422, inspect);
    await visitApiKeys(connections[0] ?? '', inspect);
    await visitCompanies({ connector, page: browser.page, visit, inspect });
    await users.invite({ email: 'waiting@example.com', name: '', role: 'viewer' }, by);
    await visit('/console/users', 200, inspect);
    await visit('/console/account', 200, inspect);
    await visit('/console/authorizations/opening', 200, inspect);
    await visit('/console/no-such-page', 404, inspect);
    const other = { email: 'other@example.com', name: 'Other admin', role: 'admin' } as const;
    await users.ensure(other, by);
    await users.change(adminId, { role: 'viewer' }, by);
    // Another role ends the sessions.
    const token = await users.makeSignInLink(adminId);
    await browser.page.goto(`${connector.publicUrl}/sign-in/link?token=${token}`);
    await browser.page.waitForURL('**/console/connections');
    await visit(list, 200, inspect);
    await visit('/console/users', 403, inspect);
  };

  it('passes axe by day and by night, and fits a phone', async () => {
    await start('en-US');
    const faults: string[] = [];
    const inspect = async (what: string) => {
      for (const check of [expectAccessible, expectFitsPhone, expectOwnWords])
        await check(browser.page, what).catch((error: Error) => void faults.push(faultOf(error)));
    };
    await visitSignedOut(inspect);
    await visitSignedIn(await signIn(inspect), inspect);
    expect(faults).to.deep.equal([]);
  });

  it('fits a phone in French', async () => {
    await start('fr-FR');
    const faults: string[] = [];
    const inspect = async (what: string) => {
      expect(await browser.page.getAttribute('html', 'lang'), what).to.equal('fr');
      await expectFitsPhone(browser.page, what).catch(
        (error: Error) => void faults.push(faultOf(error)),
      );
    };
    await visitSignedOut(inspect);
    await visitSignedIn(await signIn(inspect), inspect);
    expect(faults).to.deep.equal([]);
  });

  it('is used by keyboard alone: to sign in and to add a connection', async () => {
    await start('en-US');
    const { users, connections } = connector.service.deps;
    const password = 'canary-password-typed-by-hand';
    connector.keepSecret(password);
    const person = { email: 'admin@example.com', name: 'Example admin', password };
    await users.createFirstAdmin(await users.makeFirstAdminLink(), person, '');
    const { page } = browser;
    const { keyboard } = page;
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 300; steps += 1) {
        await keyboard.press('Tab');
        if ((await page.evaluate<string>(nameOfFocused)) === name) return;
      }
      throw new Error(`Tab never reached ${name}.`);
    };
    await page.goto(`${connector.publicUrl}/console/connections/new`);

    await tabTo('email');
    await keyboard.type(person.email);
    await tabTo('password');
    await keyboard.type(password);
    await keyboard.press('Enter');
    await page.waitForURL('**/console/connections/new');
    await tabTo('/console/connections/new/app');
    await keyboard.press('Enter');
    await page.waitForURL('**/new/app');
    await tabTo('name');
    await keyboard.type('Typed by hand');
    await tabTo('store');
    await keyboard.type('typedbyhand');
    await tabTo('then=save');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Typed by hand' }).waitFor();

    const saved = await connections.findByStore('default', 'typedbyhand');
    expect(saved).to.include({ name: 'Typed by hand', status: 'pending' });
  });
});

const nameOfFocused = `(() => {
  const { name, type, value, pathname } = document.activeElement ?? {};
  return type === 'submit' ? name + '=' + value : name || pathname || '';
})()`;

/** What a failed expectation found, without its trace. */
function faultOf(error: Error): string {
  const found: unknown = 'actual' in error ? error.actual : undefined;
  return `${error.message} ${JSON.stringify(found)}`;
}
