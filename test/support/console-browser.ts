/** A connector of a test's own, with somebody signed in to its console in a real browser. */
import { expect } from 'chai';
import type { Role } from '../../server/users/user.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { type Connector, startConnector } from './connector.ts';
import { signInPage } from './sign-in-page.ts';

export type ConsoleBrowser = {
  connector: Connector;
  browser: TestBrowser;
  /** Ends both, and fails when a script or the content security policy complained. */
  close(): Promise<void>;
};

export async function openConsole(role: Role): Promise<ConsoleBrowser> {
  const connector = await startConnector();
  const browser = await openBrowser();
  await signInPage(connector, browser.page, role);
  return {
    connector,
    browser,
    async close() {
      const { complaints } = browser;
      await browser.close();
      await connector.close();
      expect(complaints).to.deep.equal([]);
    },
  };
}
