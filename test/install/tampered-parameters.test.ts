import { expect } from 'chai';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import { consent, pathOf, storeHash } from '../support/journeys.ts';
import { records } from '../support/records.ts';

describe('an auth callback whose parameters were changed on the way', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const arrive = async (changes: Record<string, string>) => {
    const url = new URL((await consent(connector)).url);
    for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
    return connector.http().get(`/auth${url.search}`).accept('application/json');
  };
  const connection = () => connector.service.deps.connections.findByStore('default', storeHash);

  it('is refused when the token answer names another store, and stores nothing', async () => {
    await connector.sandbox.faults({ token: 'wrong_context' });
    const before = await records(connector);

    const answer = await arrive({});

    expect(answer.status).to.equal(400);
    expect(answer.body.code).to.equal('context_mismatch');
    expect(await records(connector)).to.equal(before);
  });

  it('is refused when it names another store than the code is for, and stores nothing', async () => {
    const before = await records(connector);

    const answer = await arrive({ context: 'stores/bottesneige' });

    expect(answer.status).to.equal(400);
    expect(await records(connector)).to.equal(before);
  });

  it('keeps the scopes of the token answer, not those of the query', async () => {
    await connector.sandbox.faults({ token: 'wrong_scope' });

    const answer = await arrive({});

    expect(answer.status).to.equal(200);
    expect((await connection())?.grantedScopes).not.to.include.members(scopes);
    expect((await connection())?.status).to.equal('needs_reauthorization');
  });

  it('keeps the account of the token answer, not that of the query', async () => {
    await arrive({ account_uuid: '00000000-0000-0000-0000-00000000evil' });

    const store = (await connector.sandbox.state()).stores.find(({ hash }) => hash === storeHash);
    expect((await connection())?.accountUuid)
      .to.be.a('string')
      .equal(store?.accountUuid);
  });

  for (const [name, value] of [
    ['context', 'stores/../snowboots'],
    ['context', 'stores/snowboots/v2'],
    ['context', 'snowboots'],
    ['context', ''],
    ['scope', 'store_v2_orders\u0000'],
    ['scope', ''],
    ['code', 'two words'],
    ['code', 'x'.repeat(513)],
    ['account_uuid', '<img>'],
  ] as const) {
    it(`is refused without a token request when its ${name} is ${JSON.stringify(value.slice(0, 25))}`, async () => {
      const answer = await arrive({ [name]: value });

      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('parameter_invalid');
      expect((await connector.sandbox.state()).requests.token).to.equal(0);
    });
  }

  it('is refused when it brings a code that was exchanged for another store', async () => {
    const { url } = await consent(connector);
    await connector.http().get(pathOf(url));
    const before = await records(connector);

    const answer = await connector
      .http()
      .get(pathOf(url.replace(storeHash, 'bottesneige')))
      .accept('application/json');

    expect(answer.status).to.equal(400);
    expect(answer.body.code).to.equal('context_mismatch');
    expect(await records(connector)).to.equal(before);
  });

  it('is refused without a token request when it brings a state that nobody here gave out', async () => {
    const answer = await arrive({ state: 'example-state' });

    expect(answer.status).to.equal(403);
    expect((await connector.sandbox.state()).requests.token).to.equal(0);
  });
});
