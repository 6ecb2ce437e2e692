import { expect } from 'chai';
import {
  type BigCommerceClient,
  createBigCommerceClient,
} from '../../server/bigcommerce/client.ts';
import { compareScopes } from '../../server/bigcommerce/compare-scopes.ts';
import { probes } from '../../server/bigcommerce/probes.ts';
import type { Turn } from '../../server/bigcommerce/turn.ts';
import { AppError } from '../../server/errors.ts';
import { type OpenSandbox, openSandbox } from '../sandbox/open-sandbox.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

const all = probes.map(({ scope }) => scope);
const at = Date.UTC(2026, 5, 1);

describe('what a token may do', () => {
  let sandbox: OpenSandbox;
  let bigcommerce: BigCommerceClient;
  beforeEach(async () => {
    sandbox = await openSandbox();
    bigcommerce = clientOf(sandbox.url);
  });
  afterEach(async () => {
    await bigcommerce.close();
    await sandbox.close();
  });

  it('is found out by asking, each scope by itself', async () => {
    for (const scope of all) {
      const token = await sandbox.tokenFor([scope]);
      const detected = await bigcommerce.detectScopes('snowboots', token, [scope, other(scope)]);
      expect(detected).to.deep.equal({ held: [scope], refused: [other(scope)], unknown: [], at });
    }
  });

  it('is found out for everything that can be asked', async () => {
    const token = await sandbox.tokenFor(['store_v2_orders', 'store_themes_manage']);
    const { held, refused, unknown } = await bigcommerce.detectScopes('snowboots', token, 'all');
    expect(held).to.deep.equal(['store_v2_orders_read_only', 'store_themes_read_only']);
    expect(held.concat(refused)).to.have.members(all);
    expect(unknown).to.deep.equal([]);
  });

  it('is asked for a modify scope by what it reads, and unknown where nothing can be asked', async () => {
    const token = await sandbox.tokenFor(['store_v2_orders']);
    const wanted = ['store_v2_orders', 'store_v2_default', 'store_odd', 'store_storefront_api'];
    expect(await bigcommerce.detectScopes('snowboots', token, wanted)).to.deep.equal({
      held: ['store_v2_orders_read_only'],
      refused: [],
      unknown: ['store_odd', 'store_storefront_api'],
      at,
    });
    expect((await sandbox.state()).requests.api).to.equal(1);
  });

  it('is refused together with the token', async () => {
    const failure = await failureOf(bigcommerce.detectScopes('snowboots', 'dead', 'all'));
    expect(failure).to.include({ code: 'token_refused', status: 422 });
    expect((await sandbox.state()).requests.api).to.be.at.most(3);
  });

  it('is unknown while BigCommerce fails, and no redirect is followed with the token', async () => {
    const token = await sandbox.tokenFor(all);
    for (const api of ['html', 'redirect', '500']) {
      await sandbox.setFaults({ api });
      const { unknown } = await bigcommerce.detectScopes('snowboots', token, all.slice(0, 4));
      expect(unknown, api).to.deep.equal(all.slice(0, 4));
    }
    expect((await sandbox.state()).redirectTargetReached).to.equal(0);
  });

  it('is told by the status alone, however long the answer is', async () => {
    await sandbox.setFaults({ api: 'huge' });
    const scope = 'store_v2_orders_read_only';
    const { held } = await bigcommerce.detectScopes('snowboots', 'any', [scope]);
    expect(held).to.deep.equal([scope]);
  });

  it('is not asked further when BigCommerce is busy for long or does not say how long', async () => {
    const token = await sandbox.tokenFor(all);
    for (const api of ['rate_limited', 'overloaded']) {
      const before = (await sandbox.state()).requests.api;
      await sandbox.setFaults({ api });
      const { unknown } = await bigcommerce.detectScopes('snowboots', token, 'all');
      expect(unknown).to.deep.equal(all);
      expect((await sandbox.state()).requests.api - before).to.be.at.most(3);
    }
  });

  it('fails when BigCommerce cannot be reached at all', async () => {
    await sandbox.setFaults({ api: 'reset' });
    const failure = await failureOf(bigcommerce.detectScopes('snowboots', 'any', 'all'));
    expect(failure.code).to.equal('bigcommerce_unreachable');
  });

  it('waits for no more turns once it is over', async () => {
    await sandbox.setFaults({ api: 'rate_limited' });
    let turns = 0;
    const turn: Turn = (send, signal) => {
      turns += 1;
      if (turns === 1) return send(() => undefined);
      return new Promise((_come, giveUp) => signal?.addEventListener('abort', giveUp));
    };
    const { unknown } = await bigcommerce.detectScopes('snowboots', 'any', 'all', turn);
    expect(unknown).to.deep.equal(all);
    expect(turns).to.equal(3);
  });

  it('begins with a token that is alive in this store', async () => {
    const token = await sandbox.tokenFor([]);
    expect(await bigcommerce.testToken('snowboots', token)).to.equal('live');
    expect(await bigcommerce.testToken('bottesneige', token)).to.equal('refused');
    expect(await bigcommerce.testToken('snowboots', 'dead')).to.equal('refused');
    for (const api of ['html', '500', 'rate_limited']) {
      await sandbox.setFaults({ api });
      const failure = await failureOf(bigcommerce.testToken('snowboots', token));
      expect(failure.code, api).to.equal('bigcommerce_bad_response');
    }
  });
});

describe('a probe that meets an unusual answer', () => {
  let server: RawServer | undefined;
  let bigcommerce: BigCommerceClient | undefined;
  afterEach(async () => {
    await bigcommerce?.close();
    await server?.close();
  });

  const detectWith = async (
    answer: (request: string) => string,
    scope = 'store_cart_read_only',
  ) => {
    server = await startRawServer(answer);
    bigcommerce = clientOf(server.url);
    return bigcommerce.detectScopes('snowboots', 'example-token', [scope]);
  };

  it('waits as long as it is told to, and asks once more', async () => {
    let asked = 0;
    const { held } = await detectWith(() => {
      asked += 1;
      const busy = http('429 Too Many Requests', 'X-Rate-Limit-Time-Reset-Ms: 5\r\n');
      return asked === 1 ? busy : http('404 Not Found');
    });
    expect({ held, asked }).to.deep.equal({ held: ['store_cart_read_only'], asked: 2 });
  });

  it('does not take an unknown route for something that does not exist', async () => {
    const body = 'The route is not found, check the URL';
    const { unknown } = await detectWith(() => http('404 Not Found', '', 'text/plain', body));
    expect(unknown).to.deep.equal(['store_cart_read_only']);
  });

  it('does not take a web page that forbids for a missing scope', async () => {
    const { unknown } = await detectWith(() => http('403 Forbidden', '', 'text/html', '<p>No'));
    expect(unknown).to.deep.equal(['store_cart_read_only']);
  });

  it('takes an empty list for reading', async () => {
    const empty = 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n';
    const { held } = await detectWith(() => empty, 'store_v2_marketing_read_only');
    expect(held).to.deep.equal(['store_v2_marketing_read_only']);
  });

  it('takes an unexpected status for nothing', async () => {
    const { unknown } = await detectWith(() => http('410 Gone'));
    expect(unknown).to.deep.equal(['store_cart_read_only']);
  });
});

describe('wanted scopes beside what was found', () => {
  it('are each held, refused or unknown, and a modify scope proved for reading only', () => {
    const detected = { held: ['store_v2_orders_read_only'], refused: ['store_cart_read_only'] };
    const wanted = ['store_v2_orders', 'store_v2_orders_read_only', 'store_cart', 'store_odd'];
    expect(compareScopes([...wanted, 'store_odd', 'store_v2_default'], detected)).to.deep.equal([
      { scope: 'store_v2_orders', finding: 'read_held' },
      { scope: 'store_v2_orders_read_only', finding: 'held' },
      { scope: 'store_cart', finding: 'refused' },
      { scope: 'store_odd', finding: 'unknown' },
      { scope: 'store_v2_default', finding: 'held' },
    ]);
  });
});

function clientOf(url: string): BigCommerceClient {
  return createBigCommerceClient({ loginUrl: url, apiUrl: url }, () => at);
}

function other(scope: string): string {
  return all.find((one) => one !== scope) ?? '';
}

function http(status: string, headers = '', type = 'application/json', body = '{}'): string {
  const length = Buffer.byteLength(body);
  return `HTTP/1.1 ${status}\r\n${headers}Content-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`;
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It did not fail');
}
