import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import type { Logo } from '../../server/settings/settings.ts';
import { apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';

const by = {
  actor: { kind: 'user', id: 'us_example', email: 'ada@example.com' },
  address: '192.0.2.1',
} as const;
const unset = {
  productName: undefined,
  logo: undefined,
  accentColour: undefined,
  supportAddress: undefined,
  termsUrl: undefined,
  privacyUrl: undefined,
  returnHosts: [],
  linksOn: true,
};
const everything = {
  productName: 'Example Integrations',
  accentColour: '#0a5c36',
  supportAddress: 'help@example.com',
  termsUrl: 'https://example.com/terms',
  privacyUrl: 'https://example.com/privacy',
  returnHosts: ['app.example.com'],
  linksOn: false,
};
const logo: Logo = { type: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 10]) };

describe('settings', () => {
  let connector: Connector;
  const settings = () => connector.service.deps.settings;
  const changes = async () =>
    (await connector.service.deps.events.latest(100))
      .filter(({ kind }) => kind === 'settings.changed')
      .reverse();

  before(async () => {
    connector = await startConnector({ env: { RETURN_HOSTS: 'configured.example' } });
  });
  afterEach(() => connector.service.deps.redis.del(keys.settings));
  after(() => connector.close());

  it('are changed by one of many who know the same version', async () => {
    const { version } = await settings().readVersioned();
    const names = Array.from({ length: 10 }, (_, count) => `Name ${count}`);
    const outcomes = await Promise.all(
      names.map((productName) => settings().changeVersion(version, { productName }, by)),
    );
    expect(outcomes.filter(Boolean)).to.have.length(1);
    const now = await settings().readVersioned();
    expect(now.settings.productName).to.equal(names[outcomes.indexOf(true)]);
    expect(now.version).not.to.equal(version);
    await settings().change({ productName: 'Anybody' }, by);
    expect(await settings().changeVersion(now.version, { linksOn: false }, by)).to.equal(false);
    expect((await settings().read()).linksOn).to.equal(true);
  });

  it('are unset at first, with links on; are set, and taken away again', async () => {
    expect(await settings().read()).to.deep.equal(unset);
    expect(await settings().change(everything, by)).to.deep.equal({ ...unset, ...everything });
    expect(await settings().change({ productName: 'Renamed' }, by)).to.deep.equal({
      ...unset,
      ...everything,
      productName: 'Renamed',
    });
    const nothing = {
      productName: null,
      accentColour: null,
      supportAddress: null,
      termsUrl: null,
      privacyUrl: null,
      returnHosts: [],
      linksOn: true,
    };
    expect(await settings().change(nothing, by)).to.deep.equal(unset);
  });

  it('have an event that names what was changed, and none when nothing was', async () => {
    const before = (await changes()).length;
    await settings().change(everything, by);
    await settings().change(everything, by);
    await settings().change({ linksOn: true, productName: everything.productName, logo }, by);
    await settings().change({ logo: { ...logo }, termsUrl: undefined }, by);
    const events = (await changes()).slice(before);
    expect(events.map(({ changed }) => changed)).to.deep.equal([
      Object.keys(everything),
      ['logo', 'linksOn'],
    ]);
    for (const event of events) expect(event).to.deep.include(by);
    expect(JSON.stringify(events)).not.to.include(everything.productName);
  });

  it('keep a logo byte for byte, with a version that changes with it', async () => {
    expect(await settings().logo()).to.equal(undefined);
    const first = await settings().change({ logo }, by);
    expect(await settings().logo()).to.deep.equal(logo);
    const other: Logo = { type: 'image/webp', bytes: logo.bytes };
    const second = await settings().change({ logo: other, linksOn: true }, by);
    expect(await settings().logo()).to.deep.equal(other);
    expect(first.logo?.version).to.match(/^[0-9a-f]{16}$/);
    expect(second.logo?.version)
      .to.match(/^[0-9a-f]{16}$/)
      .and.not.equal(first.logo?.version);
    await settings().change({ logo: null }, by);
    expect(await settings().logo()).to.equal(undefined);
    expect((await settings().read()).logo).to.equal(undefined);
  });

  it('bring return hosts into the form of URLs, and refuse what is none', async () => {
    const { returnHosts } = await settings().change(
      { returnHosts: ['App.Example.com', 'app.example.com', 'localhost:5173', 'shop.example:443'] },
      by,
    );
    expect(returnHosts).to.deep.equal(['app.example.com', 'localhost:5173', 'shop.example']);
    for (const wrong of ['', 'https://app.example.com', 'a/b', 'user@app.example.com', '*.example'])
      expect(
        await failureOf(settings().change({ returnHosts: ['app.example.com', wrong] }, by)),
        wrong,
      ).to.include({ code: 'parameter_invalid', parameter: 'returnHosts' });
    expect((await settings().read()).returnHosts).to.deep.equal(returnHosts);
  });

  it('allow browsers to be sent back to their hosts besides those of the environment', async () => {
    const api = await apiClient(connector);
    const draft = { kind: 'app', name: 'Snow Boots', store: 'snowboots', iclientId: 'default' };
    const { id } = (await api.post('/connections', draft)).body;
    const answerFor = async (host: string) =>
      (await api.post(`/connections/${id}/authorize`, { returnUrl: `https://${host}/back` }))
        .status;
    expect(await settings().allowedReturnHosts()).to.deep.equal(['configured.example']);
    expect(await answerFor('configured.example')).to.equal(201);
    expect(await answerFor('app.example.com')).to.equal(400);
    await settings().change({ returnHosts: ['app.example.com', 'configured.example'] }, by);
    expect(await settings().allowedReturnHosts()).to.deep.equal([
      'configured.example',
      'app.example.com',
    ]);
    expect(await answerFor('app.example.com')).to.equal(201);
    await settings().change({ returnHosts: [] }, by);
    expect(await answerFor('app.example.com')).to.equal(400);
    expect(await answerFor('configured.example')).to.equal(201);
  });
});
