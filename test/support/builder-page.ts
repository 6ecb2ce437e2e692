/** A builder's page in a browser, on an origin of its own, that opens the picker. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { Connector } from './connector.ts';

export type BuilderPage = { origin: string; close(): Promise<void> };

/** Serves one page that has loaded `/picker.js`, with a policy as a careful builder has it. */
export async function serveBuilderPage(connector: Connector): Promise<BuilderPage> {
  const html = `<!doctype html><html lang="en"><title>Builder</title>
    <script src="${connector.publicUrl}/picker.js"></script>
    <button id="before">Choose a connection</button>
    <div id="container"></div>
    <button id="after">Another button</button></html>`;
  const server = createServer((_req, res) => {
    res.setHeader('Content-Type', 'text/html');
    res.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${connector.publicUrl}; frame-src ${connector.publicUrl}`,
    );
    res.end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Opens the picker; `outcome` tells what became of it. */
export async function openPicker(
  page: Page,
  session: string,
  options: { mode?: 'popup' | 'iframe'; inContainer?: boolean } = {},
): Promise<void> {
  const { mode = 'popup', inContainer = false } = options;
  await page.locator('#before').focus();
  await page.evaluate(
    `void (window.stopping = new AbortController(), window.outcome = ConnectorPicker.open({
      session: ${JSON.stringify(session)},
      mode: ${JSON.stringify(mode)},
      signal: window.stopping.signal,
      ${inContainer ? "container: document.querySelector('#container')," : ''}
    }).then((picked) => ({ picked }), ({ name, reason }) => ({ name, reason })))`,
  );
}

export async function openPopup(page: Page, session: string): Promise<Page> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), openPicker(page, session)]);
  return popup;
}

/** `{ picked }`, or the name and reason of the error. */
export function outcome(page: Page): Promise<unknown> {
  return page.evaluate('window.outcome');
}
