import { expect } from 'chai';
import { makeAccount, openAccountStep } from '../support/api-account-step.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';

const canary = 'canary-token-that-somebody-guesses';

describe('tests of API accounts by links', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector({ env: { TRUST_PROXY: '1' } });
    connector.keepSecret(canary);
  });
  afterEach(() => connector.close());

  const apiRequests = async () => (await connector.sandbox.state()).requests.api;

  /** Guesses from these addresses, one after the other, by links for many uses. */
  const guessing = async () => {
    const { agent, get, link, ...rest } = await openAccountStep(connector, { singleUse: false });
    const _token = /name="_token" value="([^"]+)"/.exec((await get('access')).text)?.[1] ?? '';
    const guess = (address: string, form: Record<string, string> = {}) =>
      agent.post(`/link/${link.id}/api-account`, {
        form: { _token, accessToken: canary, store: storeHash, ...form },
        headers: { Origin: connector.publicUrl, 'X-Forwarded-For': address },
      });
    return { ...rest, link, guess };
  };

  it('end for one address, whatever the link, and tell when to go on', async () => {
    const [one, two] = [await guessing(), await guessing()];
    for (let count = 0; count < 30; count += 1)
      expect((await (count % 2 ? one : two).guess('192.0.2.1')).status).to.equal(422);
    const asked = await apiRequests();

    const answer = await one.guess('192.0.2.1');

    expect(answer.status).to.equal(429);
    expect(Number(answer.headers['retry-after'])).to.be.within(1, 900);
    expect(answer.text).to.contain('Too many tests in a short time');
    expect(answer.text).to.match(/name="store"[^>]*value="snowboots"/);
    expect(await apiRequests()).to.equal(asked);
    expect((await one.guess('192.0.2.2')).status).to.equal(422);
  });

  it('end for one link, from whatever address', async () => {
    const { guess } = await guessing();
    for (let count = 0; count < 60; count += 1)
      expect((await guess(`192.0.2.${count}`)).status).to.equal(422);
    expect((await guess('198.51.100.7')).status).to.equal(429);
    expect((await (await guessing()).guess('198.51.100.7')).status).to.equal(422);
  });

  it('do not count when they lead to a connected store', async () => {
    const { guess } = await guessing();
    for (let count = 0; count < 29; count += 1) await guess('192.0.2.1');
    for (let count = 0; count < 3; count += 1) {
      const merchant = await guessing();
      const { accessToken } = await makeAccount(connector, {
        storeHash: ['snowboots', 'bottesneige', 'Zx81cAsE'][count] ?? '',
      });
      const store = ['snowboots', 'bottesneige', 'Zx81cAsE'][count] ?? '';
      expect((await merchant.guess('192.0.2.1', { accessToken, store })).status).to.equal(303);
    }
    expect((await guess('192.0.2.1')).status).to.equal(422);
    expect((await guess('192.0.2.1')).status).to.equal(429);
  });
});
