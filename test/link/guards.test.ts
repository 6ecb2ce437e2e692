import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { byOperator, makeLink, openLink } from '../support/link-visit.ts';
import { askRaw } from '../support/raw-request.ts';
import { formTokenIn, signIn } from '../support/sign-in.ts';

describe('the pages of a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('begin nothing for HEAD, a prefetch or a POST', async () => {
    const link = await makeLink(connector);
    const { redis } = connector.service.deps;
    const before = (await redis.keys('*')).sort();
    const http = connector.http();
    const answers = [
      await http.head(link.url),
      await http.post(link.url),
      ...(await Promise.all(
        ['prefetch', 'prefetch;prerender'].map((purpose) =>
          connector.http().get(link.url).set('Sec-Purpose', purpose),
        ),
      )),
    ];
    expect(answers.map(({ status }) => status)).to.deep.equal([405, 405, 425, 425]);
    for (const { headers } of answers) expect(headers).not.to.have.property('set-cookie');
    expect((await redis.keys('*')).sort()).to.deep.equal(before);
  });

  it('keep the token of the link out of the log, whatever is put around it', async () => {
    const { url } = await makeLink(connector);
    const token = url.slice('/link/'.length);
    const escaped = `${token.slice(0, 20)}%${token.charCodeAt(20).toString(16)}${token.slice(21)}`;
    const paths = [url, `${url}/`, `${url}/access`, `/LINK/${token}`, `//link/${token}`];
    const odd = ['/link/./', '/link/x/', '/%6cink/', '/link%2F', '/link/%', '/'];
    const likeAnEscape = `ab${token.slice(2)}`;
    const further = [`/link/${escaped}`, `/link/%${likeAnEscape}`];
    for (const path of [...paths, ...odd.map((before) => before + token), ...further])
      await askRaw(
        connector.service.address,
        `GET ${path} HTTP/1.1\r\nHost: ${new URL(connector.publicUrl).host}\r\nConnection: close\r\n\r\n`,
      );
    expect(connector.logged()).not.to.contain(escaped);
    expect(connector.logged()).to.contain('"/link/…"');
    expect(connector.logged()).not.to.contain(token);
    expect(connector.logged()).not.to.contain(likeAnEscape);
  });

  it('tell their address to nobody else, and are framed and kept by nobody', async () => {
    const link = await makeLink(connector);
    const { agent, get } = await openLink(connector, link);
    const opened = await agent.get(link.url);
    expect(opened.headers['referrer-policy']).to.equal('no-referrer');
    for (const answer of [opened, await get('access'), await connector.http().get('/link/x')]) {
      expect(answer.headers['cache-control']).to.equal('no-store');
      expect(answer.headers['x-frame-options']).to.equal('DENY');
      expect(answer.headers['content-security-policy']).to.contain("frame-ancestors 'none'");
    }
    expect((await get('access')).headers['referrer-policy']).to.equal('same-origin');
  });

  it('take a form only with the token of the browser and from our origin', async () => {
    const { agent, get, link } = await openLink(connector, await makeLink(connector));
    const other = await openLink(connector, await makeLink(connector));
    const _token = formTokenIn((await get('access')).text);
    const others = formTokenIn((await other.get('access')).text);
    const signedIn = await signIn(connector, 'admin');
    const ours = { Origin: connector.publicUrl };
    const path = (page: string) => `/link/${link.id}/${page}`;
    for (const page of ['access', 'way', 'leave', 'language'])
      for (const { form, headers } of [
        { form: {}, headers: ours },
        { form: { _token: others }, headers: ours },
        { form: { _token: signedIn.formToken }, headers: ours },
        { form: { _token: ['', _token] }, headers: ours },
        { form: { _token }, headers: {} },
        { form: { _token }, headers: { Origin: 'null' } },
        { form: { _token }, headers: { Origin: `${connector.publicUrl}.evil.example` } },
      ]) {
        const answer = await agent.post(path(page), { form, headers });
        expect(answer.status, page).to.equal(403);
        expect(answer.text).to.contain('We could not accept this form');
      }
    expect((await agent.post(path('access'), { form: { _token }, headers: ours })).status).to.equal(
      303,
    );
  });

  it('are not opened by a form token of the pages before the sign-in', async () => {
    const { agent, link } = await openLink(connector, await makeLink(connector));
    const _token = formTokenIn((await agent.get('/sign-in')).text);
    const headers = { Origin: connector.publicUrl };
    const answer = await agent.post(`/link/${link.id}/access`, { form: { _token }, headers });
    expect(answer.status).to.equal(403);
  });

  it('are the same for who is signed in to the console', async () => {
    const { agent } = await signIn(connector, 'admin');
    const merchant = await openLink(connector, await makeLink(connector), agent);
    expect((await merchant.post('access')).status).to.equal(303);
    const [event] = await connector.service.deps.events.latest(1);
    expect(event?.actor.kind).to.equal('link');
    expect((await agent.get('/console/account')).status).to.equal(200);
  });

  it('escape what builders and admins wrote', async () => {
    const hostile = `<img src=x onerror=1>"'`;
    const { companies, settings } = connector.service.deps;
    const company = await companies.create({ name: hostile }, byOperator);
    await settings.change(
      {
        productName: hostile,
        supportAddress: hostile,
        termsUrl: 'javascript:alert(1)',
        privacyUrl: `https://flows.example/"><script>`,
      },
      byOperator,
    );
    const merchant = await openLink(
      connector,
      await makeLink(connector, { companyId: company.id }),
    );
    const pages = [await merchant.get('access'), await connector.http().get('/link/x')];
    for (const { text } of pages) {
      expect(text).to.contain('&lt;img src=x onerror=1&gt;');
      expect(text).not.to.match(/<img|<script>|javascript:/);
    }
  });
});
