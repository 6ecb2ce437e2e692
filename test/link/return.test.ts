import { expect } from 'chai';
import { returnUrlWith } from '../../server/link/return-url.ts';
import type { VisitEnd } from '../../server/links/visit.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, storeHash } from '../support/journeys.ts';
import { byOperator, type Merchant, makeLink, openLink } from '../support/link-visit.ts';

const returnUrl = 'https://builder.example/stores?tab=2&status=connected&connectionId=cn_0';

describe('the way back from a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector({ env: { RETURN_HOSTS: 'builder.example' } });
    await install(connector);
  });
  after(() => connector.close());

  const wayBack = async (merchant: Merchant) => {
    const { text } = await merchant.get('done');
    const href = /class="button button-primary link-go" href="([^"]+)"/.exec(text)?.[1];
    const url = href === undefined ? undefined : new URL(href.replaceAll('&amp;', '&'));
    return { text, url, query: url && Object.fromEntries(url.searchParams) };
  };
  const end = async (merchant: Merchant, end: VisitEnd) => {
    const { visits } = connector.service.deps;
    const browser = merchant.agent.cookies()[0]?.split('=')[1] ?? '';
    const visit = await visits.find(merchant.link.id, browser);
    await visits.change(visit?.id ?? '', { end });
  };

  it('asks before it ends the visit, and may be gone on with', async () => {
    const merchant = await openLink(connector, await makeLink(connector, { returnUrl }));
    const asked = await merchant.get('leave');
    expect(asked.status).to.equal(200);
    expect(asked.text).to.contain('Stop connecting your store?');
    expect((await merchant.get('access')).status).to.equal(200);
  });

  it('tells the builder that the merchant stopped', async () => {
    const merchant = await openLink(connector, await makeLink(connector, { returnUrl }));
    const left = await merchant.post('leave');
    expect(left.status).to.equal(303);
    expect(left.headers.location).to.equal(`/link/${merchant.link.id}/done`);
    const { url, query, text } = await wayBack(merchant);
    expect(text).to.contain('Nothing was connected.');
    expect(url?.origin).to.equal('https://builder.example');
    expect(query).to.deep.equal({
      tab: '2',
      status: 'cancelled',
      companyId: merchant.link.companyId,
    });
    expect((await merchant.get('access')).headers.location).to.equal(
      `/link/${merchant.link.id}/done`,
    );
  });

  it('lets who stopped begin again by the link', async () => {
    const merchant = await openLink(connector, await makeLink(connector, { returnUrl }));
    await merchant.post('access');
    await merchant.post('leave');
    await merchant.agent.get(merchant.link.url);
    const again = await merchant.get('access');
    expect(again.status).to.equal(200);
    expect(again.text).to.contain('Agree and continue');
  });

  it('tells what had failed when the merchant gives up after it', async () => {
    const merchant = await openLink(connector, await makeLink(connector, { returnUrl }));
    const asked = await merchant.get('leave?failed=consent_denied');
    expect(asked.text).to.contain('name="failed" value="consent_denied"');
    await merchant.post('leave', { failed: 'consent_denied' });
    expect((await wayBack(merchant)).query).to.deep.equal({
      tab: '2',
      status: 'failed',
      errorCode: 'consent_denied',
      companyId: merchant.link.companyId,
    });
  });

  it('tells no failure that there is not', async () => {
    const merchant = await openLink(connector, await makeLink(connector, { returnUrl }));
    expect((await merchant.get('leave?failed=%22x')).text).not.to.contain('name="failed"');
    await merchant.post('leave', { failed: 'toString' });
    expect((await wayBack(merchant)).query?.status).to.equal('cancelled');
  });

  it('tells which connection there is, and the merchant which store', async () => {
    const merchant = await openLink(connector, await makeLink(connector, { returnUrl }));
    const found = await connector.service.deps.connections.findByStore('default', storeHash);
    const connectionId = found?.id ?? '';
    await end(merchant, { status: 'connected', connectionId });
    const { text, query } = await wayBack(merchant);
    expect(text).to.contain('Snow Boots Co is now connected for Example Boots.');
    expect(query).to.deep.equal({
      tab: '2',
      status: 'connected',
      connectionId,
      companyId: merchant.link.companyId,
    });
  });

  it('is the window to close where the link has no return URL', async () => {
    const merchant = await openLink(connector, await makeLink(connector));
    await merchant.post('leave');
    const { text, url } = await wayBack(merchant);
    expect(url).to.equal(undefined);
    expect(text).to.contain('You can close this window.');
  });

  it('goes to a host only as long as it is on the list', async () => {
    const { settings } = connector.service.deps;
    await settings.change({ returnHosts: ['other.example'] }, byOperator);
    const link = await makeLink(connector, { returnUrl: 'https://other.example/' });
    const merchant = await openLink(connector, link);
    await merchant.post('leave');
    expect((await wayBack(merchant)).url?.host).to.equal('other.example');
    await settings.change({ returnHosts: [] }, byOperator);
    expect((await wayBack(merchant)).url).to.equal(undefined);
  });

  it('goes nowhere else, however the return URL is spelled', () => {
    const hosts = ['builder.example'];
    for (const text of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'https://builder.example@evil.example/',
      'https://builder.example.evil.example/',
      'http://builder.example/',
      'https:builder.example',
      'javascript:alert(1)',
      'https://builder.example\\@evil.example/',
      '',
    ])
      expect(
        returnUrlWith({ returnUrl: text, companyId: 'co_1' }, { status: 'cancelled' }, hosts),
        text,
      ).to.equal(undefined);
  });
});
