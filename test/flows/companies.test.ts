/** A builder invites a merchant, and an admin says how merchants see it, in a browser. */
import { expect } from 'chai';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { expectFitsPhone } from '../support/page-checks.ts';
import { until } from '../support/until.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
/** One white dot. */
const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';

describe('companies and settings in a browser', function () {
  this.timeout(60_000);
  let opened: ConsoleBrowser;
  before(async () => {
    opened = await openConsole('admin');
    const { connector, browser } = opened;
    const origin = connector.publicUrl;
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  });
  after(() => opened.close());

  it('a company gets a link, which is copied once and revoked', async () => {
    const { browser, connector } = opened;
    const { links, companies } = connector.service.deps;
    const { page } = browser;
    await page.getByRole('link', { name: 'Companies' }).click();
    await page.getByRole('link', { name: 'Add a company' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('Alpine Boots');
    await page.getByLabel('External ID').fill('crm-1');
    await page.getByRole('button', { name: 'Add the company' }).click();
    await page.getByRole('heading', { name: 'Alpine Boots' }).waitFor();
    await expectFitsPhone(page, 'a company');

    await page.getByRole('link', { name: 'Make a link' }).click();
    expect(await page.locator('[data-scope-picker]').isVisible(), 'scopes').to.equal(false);
    await page.getByRole('radio', { name: 'Once' }).check();
    await expectFitsPhone(page, 'the form of a link');
    await page.getByRole('button', { name: 'Make the link' }).dblclick();
    const shown = page.locator('#copy-link');
    const before = page.getByText('No second link was made');
    await shown.or(before).first().waitFor();
    // Which of its two answers the browser shows is its own affair: there is one link at most.
    const company = await companies.findByExternalId('crm-1');
    const made = await links.ofCompany(company?.id ?? '');
    expect(made).to.have.length(1);
    if (await before.isVisible()) {
      await page.getByRole('button', { name: 'Make the link' }).click();
      await shown.waitFor();
    }

    await expectFitsPhone(page, 'a link that was made');
    const url = await shown.inputValue();
    await page.getByRole('button', { name: 'Copy Link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).to.equal(url);
    expect(page.url(), 'no token in an address of the console').not.to.include(url.slice(-43));
    await page.reload();
    await before.waitFor();
    expect(await page.content()).not.to.include(url);

    await page.getByRole('link', { name: 'Cancel' }).click();
    const revoke = page.getByRole('link', { name: /^Revoke/ });
    await revoke.first().waitFor();
    for (let open = await revoke.count(); open > 0; open -= 1) {
      await revoke.first().click();
      await page.getByRole('button', { name: 'Revoke the link' }).click();
      await page.getByText('The link is revoked.').waitFor();
    }
    const answer = await page.goto(url);
    expect(answer?.status()).to.equal(410);
  });

  it('a connection gets a company, which is found while it is typed', async () => {
    const { browser, connector } = opened;
    const { companies, connections } = connector.service.deps;
    const { page } = browser;
    const company = await companies.create({ name: 'Fern Gardens' }, by);
    const { id } = await connections.create(
      {
        name: 'Fern',
        storeHash: 'fern',
        iclientId: 'default',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      by,
    );
    await page.goto(`${connector.publicUrl}/console/connections/${id}/edit`);
    await page.getByLabel('Company').pressSequentially('gard');
    await page
      .locator('#company-names option[value="Fern Gardens"]')
      .waitFor({ state: 'attached' });
    await page.getByLabel('Company').fill('Fern Gardens');
    await page.getByRole('button', { name: 'Save' }).last().click();
    await page.getByRole('link', { name: 'Fern Gardens' }).click();
    await page.getByRole('link', { name: 'Show them in the list of connections' }).click();
    await page.getByRole('link', { name: 'Fern', exact: true }).waitFor();
    expect((await connections.find(id))?.companyId).to.equal(company.id);
  });

  it('the settings take a colour and a picture, and show both before they are saved', async () => {
    const { browser, connector } = opened;
    const { settings } = connector.service.deps;
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/settings`);
    await page.getByLabel('Accent colour').fill('#ffd000');
    await page.getByText('Text on buttons is black.').waitFor();
    expect(await page.getByLabel('Pick the colour').inputValue()).to.equal('#ffd000');

    const file = page.getByLabel('Choose a picture');
    const picture = { mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') };
    const text = { mimeType: 'image/png', buffer: Buffer.from('no picture') };
    await file.setInputFiles({ name: 'text.png', ...text });
    await page.getByText('This is no PNG, JPEG or WebP picture.').waitFor();
    await file.setInputFiles({ name: 'logo.png', ...picture });
    await page.getByText('This picture is used once you save.').waitFor();
    await page.locator('[data-logo-sample] canvas').waitFor();
    await expectFitsPhone(page, 'the settings');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();
    expect((await settings.logo())?.bytes.toString('base64')).to.equal(dot);
    await until('the logo is drawn', () =>
      page.evaluate<boolean>('document.querySelector("[data-logo-sample] img").naturalWidth === 1'),
    );
    await page.getByLabel('Remove the logo').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('There is none.').waitFor();
    expect((await settings.read()).accentColour).to.equal('#ffd000');
  });
});
