import { expect } from 'chai';
import { apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { simulateInstall } from '../support/simulated-installs.ts';

const warning = 40;

describe('the log of a simulated install', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const loggedFrom = (start: number): { level: number; code?: string }[] =>
    connector
      .logged()
      .slice(start)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));

  it('has no warning of what is refused on purpose', async () => {
    const api = await apiClient(connector);
    const start = connector.logged().length;
    expect((await simulateInstall(connector, api)).verdict).to.equal('ok');
    const lines = loggedFrom(start);
    expect(lines.filter(({ level }) => level >= warning)).to.deep.equal([]);
    expect(lines.filter(({ code }) => code === 'payload_expired')).to.have.length(2);
  });

  it('warns of the same as ever where it is no simulation', async () => {
    const start = connector.logged().length;
    await connector
      .http()
      .get('/load?signed_payload_jwt=canary&simulation=0123456789abcdef01234567');
    await connector.http().get('/load?signed_payload_jwt=canary');
    const codes = loggedFrom(start)
      .filter(({ level }) => level === warning)
      .map(({ code }) => code);
    expect(codes).to.deep.equal(['app_unknown', 'payload_invalid']);
  });
});
