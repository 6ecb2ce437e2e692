/// <reference path="../../views/picker/client/picker.d.ts" />
/** The script that builders' pages load. */
import { expect } from 'chai';
import { openBrowser } from '../support/browser.ts';
import { openPicker, outcome, serveBuilderPage } from '../support/builder-page.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { connected, makeKey, openSession } from '../support/picker.ts';

describe('/picker.js', function () {
  this.timeout(40_000);
  let connector: Connector;

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('has less than 5 kB and needs nothing else', async () => {
    const answer = await connector.http().get('/picker.js');
    expect(answer.status).to.equal(200);
    expect(answer.headers['content-type']).to.equal('text/javascript; charset=utf-8');
    expect(Buffer.byteLength(answer.text)).to.be.lessThan(5_000);
    expect(answer.text).to.not.match(/\bimport\b|\brequire\b/);
  });

  it('may be loaded by every site, as its types may', async () => {
    for (const path of ['/picker.js', '/picker.mjs', '/picker.d.ts']) {
      const { status, headers } = await connector.http().get(path);
      expect(status, path).to.equal(200);
      expect(headers['cross-origin-resource-policy'], path).to.equal('cross-origin');
      expect(headers['access-control-allow-origin'], path).to.equal('*');
      expect(headers['cache-control'], path).to.equal('public, max-age=300');
      expect(headers, path).to.not.have.property('set-cookie');
    }
  });

  it('works as a module, too', async () => {
    const builder = await serveBuilderPage(connector);
    const browser = await openBrowser();
    try {
      await connected(connector, 'snowboots');
      const { key } = await makeKey(connector);
      const { token } = await openSession(connector, key, { origin: builder.origin });
      await browser.page.goto(builder.origin);
      await browser.page.evaluate('delete window.ConnectorPicker');
      await browser.page.evaluate(
        `import('${connector.publicUrl}/picker.mjs').then(({ open, PickerError }) => {
          window.ConnectorPicker = { open, PickerError };
        })`,
      );
      await openPicker(browser.page, token, { mode: 'iframe' });
      const frame = browser.page.frameLocator('iframe');
      await frame.getByRole('button', { name: 'Choose snowboots' }).click();
      expect(await outcome(browser.page)).to.have.nested.property('picked.storeHash', 'snowboots');
    } finally {
      await browser.close();
      await builder.close();
    }
  });

  it('has types that say what it takes and answers', () => {
    const open: typeof ConnectorPicker.open = async ({ session, mode, container, signal }) => {
      const given: [string | PromiseLike<string>, string | undefined] = [session, mode];
      expect([...given, container, signal]).to.have.length(4);
      return { connectionId: 'cn_example', name: 'Example', storeHash: 'example' };
    };
    const reasons: Record<ConnectorPicker.Reason, true> = {
      closed: true,
      blocked: true,
      expired: true,
      aborted: true,
      failed: true,
    };
    expect(open).to.be.a('function');
    expect(Object.keys(reasons)).to.have.length(5);
  });
});
