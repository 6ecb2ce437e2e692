import { expect } from 'chai';
import type { CodeExchange } from '../../server/bigcommerce/client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { simulationOf } from '../support/simulated-installs.ts';

const token = 'simulated-token-canary';
const exchange: CodeExchange = {
  clientId: 'simulation-example',
  clientSecret: 'example-secret',
  code: 'examplecode',
  scope: 'store_v2_orders',
  context: 'stores/simulated01234567',
  redirectUri: 'https://connector.example/auth',
};
const answer = {
  access_token: token,
  scope: 'store_v2_orders',
  context: 'stores/simulated01234567',
  user: { id: 1, email: 'someone@example.com' },
};
const granted = JSON.stringify({ answer, answeredAt: 1_700_000_000_999 });

describe('a code of a simulated install', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(async () => {
    expect((await connector.sandbox.requests()).length, 'sent to BigCommerce').to.equal(0);
  });

  const keep = (kept = granted) => simulationOf(connector).codes.keep(exchange, kept);
  const give = (change: Partial<CodeExchange> = {}) =>
    connector.service.deps.bigcommerce.exchangeCode({ ...exchange, ...change });
  const refusalOf = async (change?: Partial<CodeExchange>) => (await failureOf(give(change))).code;

  it('is exchanged once', async () => {
    await keep();
    expect(await give()).to.deep.include({
      accessToken: token,
      storeHash: 'simulated01234567',
      answeredAt: 1_700_000_000_000,
    });
    expect(await refusalOf()).to.equal('code_refused');
  });

  const others: Partial<CodeExchange>[] = [
    { clientId: 'simulation-other' },
    { clientSecret: 'another-secret' },
    { code: 'anothercode' },
    { scope: 'store_v2_products' },
    { context: 'stores/simulated76543210' },
    { redirectUri: 'https://connector.example/auth/' },
  ];
  for (const other of others)
    it(`is refused with another ${Object.keys(other)}`, async () => {
      await keep();
      expect(await refusalOf(other)).to.equal('code_refused');
    });

  it('is refused where the pretend BigCommerce refuses it', async () => {
    await keep(JSON.stringify({ answer: { error: 'invalid_grant' }, answeredAt: 1 }));
    expect(await refusalOf()).to.equal('code_refused');
  });

  it('is kept sealed, and for two minutes', async () => {
    await keep();
    const { redis } = connector.service.deps;
    const [key = '', ...more] = await redis.keys('bcc:simulation-code:*');
    expect(more).to.deep.equal([]);
    expect(await redis.ttl(key)).to.be.within(110, 120);
    expect(await dumpRedis(redis, 'bcc:simulation-code:')).not.to.match(
      /canary|examplecode|example-secret|someone/,
    );
  });
});
