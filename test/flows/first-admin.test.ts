import { expect } from 'chai';
import { firstAdminLink } from '../../server/users/first-admin-link.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { signInPage } from '../support/sign-in-page.ts';

const email = 'first@example.com';
const password = 'canary password of the first admin';

describe('the first admin', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;

  beforeEach(async () => {
    connector = await startConnector();
    browser = await openBrowser();
  });
  afterEach(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  const heading = (name: string) =>
    browser.page.getByRole('heading', { name, level: 1, exact: true });

  it('is made by the link, once, and comes back with the password', async () => {
    const { page } = browser;
    const path = await firstAdminLink(connector.service.deps.users);
    if (!path) throw new Error('There is no link.');
    connector.keepSecret(password);
    await page.goto(`${connector.publicUrl}${path}`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Name').fill('First admin');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Make the admin and sign in' }).click();
    await heading('Connections').waitFor();
    expect(await page.getByRole('link', { name: 'Users', exact: true }).count()).to.equal(1);

    const again = await page.goto(`${connector.publicUrl}${path}`);
    await page.getByText('It was used already').waitFor();
    expect(again?.status()).to.be.within(400, 499);
    expect(await firstAdminLink(connector.service.deps.users)).to.equal(undefined);

    await page.goto(`${connector.publicUrl}/console/connections`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goto(`${connector.publicUrl}/console/events`);
    await heading('Sign in').waitFor();

    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill('not the password at all');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The email or the password is wrong.').first().waitFor();
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/console\/events$/);
  });

  it('is not needed by a viewer, who sees connections and is told why they cannot add one', async () => {
    const { page } = browser;
    await signInPage(connector, page, 'viewer');
    expect(await page.getByText('Add a connection').count()).to.equal(0);

    const answer = await page.goto(`${connector.publicUrl}/console/connections/new`);

    expect(answer?.status()).to.equal(403);
    await heading('Your role does not allow this').waitFor();
    await page.getByRole('link', { name: 'Open the console' }).click();
    await heading('Connections').waitFor();
  });
});
