/** Whoever has one IPv6 address has 2^64 of them: what is counted by address is counted by network. */
import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn } from '../support/sign-in.ts';

const allowed = 30;

describe('from the addresses of one IPv6 network', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector({ env: { TRUST_PROXY: '1' } });
  });
  after(() => connector.close());

  const from = (network: string, host: number) => ({
    'X-Forwarded-For': `2001:db8:0:${network}::${host.toString(16)}`,
  });

  it('wrong passwords are counted together, and apart from those of the next network', async () => {
    const agent = connector.agent();
    const _token = formTokenIn((await agent.get('/sign-in')).text);
    const guess = async (network: string, host: number) => {
      const form = { _token, email: `nobody${host}@example.com`, password: 'a wrong password' };
      const headers = { Origin: connector.publicUrl, ...from(network, host) };
      return (await agent.post('/sign-in', { form, headers })).status;
    };
    for (let host = 1; host <= allowed; host += 1) expect(await guess('1', host)).to.equal(422);
    expect(await guess('1', 99)).to.equal(429);
    expect(await guess('2', 100)).to.equal(422);
  });

  it('wrong API keys are counted together, and apart from those of the next network', async () => {
    const guess = async (network: string, host: number) => {
      const request = connector.http().get('/api/v1/connections').set(from(network, host));
      return (await request.set('Authorization', `Bearer bcc_${'x'.repeat(43)}`)).status;
    };
    for (let host = 1; host <= allowed; host += 1) expect(await guess('3', host)).to.equal(401);
    expect(await guess('3', 99)).to.equal(429);
    expect(await guess('4', 100)).to.equal(401);
  });
});
