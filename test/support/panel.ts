/** What a merchant does in the sandbox's control panel. */
import type { FrameLocator, Page } from 'playwright-core';

export type Panel = ReturnType<typeof panelOf>;

/** @param appName the name of the connector in the sandbox's list of apps */
export function panelOf(page: Page, sandboxUrl: string, appName = 'Example connector') {
  const go = (path: string) => page.goto(`${sandboxUrl}${path}`);
  return {
    page,
    /** The app inside its iframe. */
    app: (): FrameLocator => page.frameLocator('iframe[data-app-frame]'),
    chooseStore: async (name: string) => {
      await go('/');
      await page.getByRole('link', { name }).click();
    },
    openApps: () => page.getByRole('link', { name: 'Apps', exact: true }).click(),
    install: async () => {
      await page.getByRole('link', { name: `Install ${appName}` }).click();
      await page.getByRole('button', { name: 'Confirm' }).click();
    },
    openApp: () => page.getByRole('link', { name: `Open ${appName}` }).click(),
    reloadApp: () => page.getByRole('link', { name: 'Reload the app' }).click(),
    uninstall: async () => {
      await page.getByRole('link', { name: `Uninstall ${appName}` }).click();
      await page.getByRole('button', { name: 'Uninstall', exact: true }).click();
    },
    actAs: async (email: string) => {
      await page.locator('summary').click();
      await page.getByRole('button', { name: email }).click();
    },
    logOut: async () => {
      await page.locator('summary').click();
      await page.getByRole('link', { name: 'Log out' }).click();
    },
    openUsers: () => page.getByRole('link', { name: 'Users', exact: true }).click(),
    revoke: (email: string) =>
      page.getByRole('button', { name: `Revoke access to ${appName}, ${email}` }).click(),
    restore: (email: string) =>
      page.getByRole('button', { name: `Restore access to ${appName}, ${email}` }).click(),
  };
}
