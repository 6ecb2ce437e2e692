import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { makeLink } from '../support/link-visit.ts';

describe('visits that one address begins by one link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector({ env: { TRUST_PROXY: '1' } });
  });
  after(() => connector.close());

  const follow = (url: string, headers: Record<string, string> = {}) =>
    connector.http().get(url).set(headers);

  it('end after sixty, and neither other addresses, other links nor visits that go on feel it', async () => {
    const [link, other] = [await makeLink(connector), await makeLink(connector)];
    const elsewhere = { 'X-Forwarded-For': '192.0.2.2' };
    const agent = connector.agent();
    expect((await agent.get(link.url)).status).to.equal(303);
    for (let begun = 1; begun < 60; begun += 1)
      expect((await follow(link.url)).status).to.equal(303);

    const { redis } = connector.service.deps;
    const visits = async () => (await redis.keys('bcc:link-visit:*')).length;
    const before = await visits();
    const answer = await follow(link.url);

    expect(answer.status).to.equal(429);
    expect(Number(answer.headers['retry-after'])).to.be.within(1, 3_600);
    expect(answer.text).to.contain('Too many attempts in a short time');
    expect(await visits()).to.equal(before);
    expect((await agent.get(link.url)).status, 'a visit that goes on').to.equal(303);
    expect((await follow(link.url, elsewhere)).status, 'another address').to.equal(303);
    expect((await follow(other.url)).status, 'another link').to.equal(303);
  });
});
