import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, pathOf } from '../support/journeys.ts';
import { records } from '../support/records.ts';
import { until } from '../support/until.ts';

describe('an install whose token endpoint misbehaves', () => {
  let connector: Connector;
  let before: string;
  beforeEach(async () => {
    connector = await startConnector();
    before = await records(connector);
  });
  afterEach(() => connector.close());

  const arrive = async () => {
    const { url } = await consent(connector);
    const start = performance.now();
    const { status, body } = await connector.http().get(pathOf(url)).accept('application/json');
    return { status, code: body.code, ms: performance.now() - start };
  };

  for (const fault of ['500', 'html', 'reset', 'rate_limited'] as const) {
    it(`says so and saves nothing when the answer is "${fault}"`, async () => {
      await connector.sandbox.faults({ token: fault });

      const { status, ms } = await arrive();

      expect(status).to.equal(502);
      expect(ms).to.be.below(10_000);
      expect(await records(connector)).to.equal(before);
    });
  }

  it('does not follow a redirect', async () => {
    await connector.sandbox.faults({ token: 'redirect' });

    const { status, code } = await arrive();

    expect({ status, code }).to.deep.equal({ status: 502, code: 'bigcommerce_bad_response' });
    expect((await connector.sandbox.state()).redirectTargetReached).to.equal(0);
    expect(await records(connector)).to.equal(before);
  });

  it('gives up within ten seconds on one that hangs and one that drips', async () => {
    const arrivals = [];
    for (const [index, fault] of ['hang', 'drip'].entries()) {
      await connector.sandbox.faults({ token: fault });
      arrivals.push(arrive());
      await until(
        `the token endpoint was asked ${index + 1} times`,
        async () => (await connector.sandbox.state()).requests.token === index + 1,
      );
    }
    for (const { status, code, ms } of await Promise.all(arrivals)) {
      expect({ status, code }).to.deep.equal({ status: 504, code: 'bigcommerce_timeout' });
      expect(ms).to.be.below(10_000);
    }
    expect(await records(connector)).to.equal(before);
  });

  it('reads no more of a 300 MB answer than it needs to refuse it', async () => {
    await connector.sandbox.faults({ token: 'huge' });
    const memory = watchMemory();

    const { status, code, ms } = await arrive();
    const grownMb = memory.stop();

    expect({ status, code }).to.deep.equal({ status: 502, code: 'bigcommerce_bad_response' });
    expect(ms).to.be.below(10_000);
    expect(grownMb, 'memory growth in MB').to.be.below(64);
    expect(await records(connector)).to.equal(before);
  });
});

/** Samples the memory of this process; answers by how many MB it grew at most. */
function watchMemory() {
  const start = process.memoryUsage.rss();
  let most = start;
  const sample = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(sample, 5);
  return {
    stop() {
      clearInterval(timer);
      sample();
      return (most - start) / 2 ** 20;
    },
  };
}
