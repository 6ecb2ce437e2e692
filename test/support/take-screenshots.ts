/**
 * `npm run screenshots`: takes the README's pictures anew from a real install in the sandbox.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';
import { defaultApp, startConnector } from './connector.ts';
import { usersOf } from './journeys.ts';
import { byOperator, makeLink } from './link-visit.ts';
import { panelOf } from './panel.ts';
import { signInPage } from './sign-in-page.ts';

const folder = join(import.meta.dirname, '../../.github/images');

await mkdir(folder, { recursive: true });
const scopes = [
  'store_v2_orders_read_only',
  'store_v2_transactions_read_only',
  'store_v2_products_read_only',
  'store_v2_information_read_only',
  'store_v2_customers_read_only',
];
const connector = await startConnector({ env: { BIGCOMMERCE_SCOPES: scopes.join(' ') } });
// As the demo registers it.
const name = 'BigCommerce connector';
await connector.sandbox.addApp({ ...defaultApp(connector.publicUrl), name, scopes });
const browser = await openBrowser({ viewport: { width: 1400, height: 1000 } });
const panel = panelOf(browser.page, connector.sandbox.url, name);
try {
  const { owner, plain } = await usersOf(connector);
  await panel.chooseStore('Snow Boots Co');
  await panel.openApps();
  await panel.install();
  await panel.app().getByRole('heading', { name: 'The app is installed' }).waitFor();
  await panel.actAs(plain.email);
  await panel.app().getByText(plain.email).first().waitFor();
  await panel.actAs(owner.email);
  await panel.app().getByText(plain.email).first().waitFor();
  await browser.page.screenshot({ path: join(folder, 'control-panel.png') });

  await browser.page.setViewportSize({ width: 360, height: 780 });
  const frame = browser.page.frames().find((candidate) => candidate.url().includes('/app/cn_'));
  const address = frame?.url() ?? '';
  await browser.page.goto(`${connector.publicUrl}/auth`);
  await browser.page.screenshot({ path: join(folder, 'failure-page.png') });
  await browser.page.setViewportSize({ width: 1300, height: 900 });
  await signInPage(connector, browser.page, 'admin');
  await browser.page.getByRole('link', { name: 'snowboots' }).first().click();
  await browser.page.getByRole('heading', { name: 'Scopes' }).first().waitFor();
  await browser.page.screenshot({ path: join(folder, 'console.png') });

  await browser.page.setViewportSize({ width: 1300, height: 900 });
  await browser.page.goto(`${connector.publicUrl}/console/iclients/default/callbacks`);
  await browser.page.getByRole('button', { name: 'Simulate an install' }).click();
  await browser.page.getByRole('button', { name: 'Simulate again' }).waitFor();
  await browser.page.screenshot({ path: join(folder, 'simulated-install.png') });

  await connector.service.deps.settings.change({ productName: 'Zoomflow' }, byOperator);
  const { url } = await makeLink(connector);
  await browser.page.setViewportSize({ width: 1000, height: 860 });
  await browser.page.goto(`${connector.publicUrl}${url}`);
  await browser.page.getByRole('button', { name: 'Agree' }).waitFor();
  await browser.page.screenshot({ path: join(folder, 'link.png') });
  process.stdout.write(
    `Pictures of ${address}, of a failure page, of the console, of a simulated install and of a link are in ${folder}.\n`,
  );
} finally {
  await browser.close();
  await connector.close();
}
