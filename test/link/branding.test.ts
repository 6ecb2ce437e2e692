import { expect } from 'chai';
import { contrast, legible, readableOn } from '../../server/pages/accent-colours.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { byOperator, makeLink, openLink } from '../support/link-visit.ts';

/** Tiny, and no image to anybody who looks closely. */
const bytes = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe('branding', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(() =>
    connector.service.deps.settings.change(
      { productName: null, logo: null, accentColour: null },
      byOperator,
    ),
  );

  const change = (change: Parameters<typeof connector.service.deps.settings.change>[0]) =>
    connector.service.deps.settings.change(change, byOperator);
  const page = async () => {
    const merchant = await openLink(connector, await makeLink(connector));
    return (await merchant.get('access')).text;
  };

  it('is neutral where nothing is set', async () => {
    const text = await page();
    expect(text).to.contain('BigCommerce connector asks for access');
    expect(text).not.to.contain('/branding/');
    for (const path of ['/branding/logo', '/branding/style.css'])
      expect((await connector.http().get(path)).status).to.equal(404);
  });

  it('names the product and shows its logo, which is served as an image only', async () => {
    await change({ productName: 'Example Flows', logo: { type: 'image/png', bytes } });
    const text = await page();
    expect(text).to.contain('Example Flows asks for access');
    const src = /<img src="([^"]+)" alt="Example Flows">/.exec(text)?.[1] ?? '';
    const answer = await connector.http().get(src);
    expect(answer.status).to.equal(200);
    expect(answer.headers['content-type']).to.equal('image/png');
    expect(answer.headers['x-content-type-options']).to.equal('nosniff');
    expect(answer.headers['cache-control']).to.contain('immutable');
    expect(Buffer.compare(answer.body, bytes)).to.equal(0);
    const stale = await connector.http().get('/branding/logo?v=old');
    expect(stale.headers['cache-control']).to.equal('no-store');
  });

  it('gives a changed logo another address', async () => {
    const addressOf = (text: string) => /\/branding\/logo[^"]+/.exec(text)?.[0];
    await change({ logo: { type: 'image/png', bytes } });
    const first = addressOf(await page());
    await change({ logo: { type: 'image/png', bytes: Buffer.concat([bytes, bytes]) } });
    expect(addressOf(await page())).not.to.equal(first);
  });

  it('puts the accent colour in the place of ours', async () => {
    await change({ accentColour: '#ffd400' });
    const href = /href="(\/branding\/style.css[^"]+)"/.exec(await page())?.[1] ?? '';
    expect(href).to.equal('/branding/style.css?v=ffd400');
    const { text, headers } = await connector.http().get(href);
    expect(headers['content-type']).to.contain('text/css');
    expect(text).to.contain('--brand: #ffd400;').and.to.contain('--on-brand: #000000;');
  });
});

describe('an accent colour', () => {
  const parts = [0, 51, 102, 128, 153, 204, 255];
  const hex = (part: number) => part.toString(16).padStart(2, '0');
  const colours = parts.flatMap((red) =>
    parts.flatMap((green) => parts.map((blue) => `#${hex(red)}${hex(green)}${hex(blue)}`)),
  );

  it('is told apart from black or white text on it, whichever it is', () => {
    for (const colour of colours)
      expect(contrast(colour, readableOn(colour)), colour).to.be.at.least(4.5);
  });

  it('can be read as text by day and by night', () => {
    for (const colour of colours) {
      const day = legible(colour, '#eceef5', '#000000');
      for (const surface of ['#ffffff', '#f6f7fc', '#eceef5'])
        expect(contrast(day, surface), `${colour} on ${surface}`).to.be.at.least(4.5);
      const night = legible(colour, '#2b2f3d', '#ffffff');
      for (const surface of ['#15171f', '#1e212c', '#2b2f3d'])
        expect(contrast(night, surface), `${colour} on ${surface}`).to.be.at.least(4.5);
    }
  });

  it('stays as it is where it can be read', () => {
    expect(legible('#20308a', '#eceef5', '#000000')).to.equal('#20308a');
    expect(contrast('#000000', '#ffffff')).to.equal(21);
    expect(contrast('#777777', '#ffffff')).to.be.closeTo(4.48, 0.01);
  });
});
