import { expect } from 'chai';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

describe('A request of the service itself that waits for its turn', () => {
  let proxied: Proxied;
  let ends: (() => void)[];

  beforeEach(async () => {
    proxied = await startProxied();
    ends = [];
    proxied.upstream.answer((req, res, seen) => {
      if (seen.url.endsWith('/held')) ends.push(() => res.end('{}'));
      else answerOk(req, res, seen);
    });
  });
  afterEach(async () => {
    for (const end of ends) end();
    await proxied.close();
  });

  const deps = () => proxied.connector.service.deps;
  /** A connection at level 1 with a call at BigCommerce that does not end yet. */
  const occupied = async () => {
    const connection = await proxied.makeConnection({ concurrency: { level: 1 } });
    const before = ends.length;
    const call = fetch(`${deps().config.publicUrl}/proxy/${connection.id}/v3/held`, {
      headers: { authorization: `Bearer ${proxied.key}` },
    });
    await until('the call is there', () => ends.length > before);
    return { connection, call };
  };
  const slots = (inUse: number, waiting: number) =>
    until(`${inUse} are in use and ${waiting} wait`, async () => {
      const text = await deps().metrics.text();
      return text.includes(`_in_use ${inUse}\n`) && text.includes(`_waiting ${waiting}\n`);
    });

  it('waits on for the lender that the connection has by then', async () => {
    const [own, lender] = [await occupied(), await occupied()];
    const { connections, turnOf } = deps();
    const sent = turnOf(own.connection)(async () => 'sent');
    await slots(2, 1);
    const concurrency = { borrowFrom: lender.connection.id };
    await connections.change(own.connection.id, { concurrency }, by);
    ends[0]?.();
    await own.call;
    await slots(1, 1);
    ends[1]?.();
    expect(await sent).to.equal('sent');
  });

  it('gives its place up when nobody wants it any more', async () => {
    const { connection } = await occupied();
    const asker = new AbortController();
    const sent = deps().turnOf(connection)(async () => 'sent', asker.signal);
    await slots(1, 1);
    asker.abort();
    expect(await sent.catch(() => 'given up')).to.equal('given up');
    await slots(1, 0);
  });
});
