import { expect } from 'chai';
import type { Install } from '../../server/connections/save-install.ts';
import { type ChaosProxy, startChaosProxy } from '../support/chaos-proxy.ts';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { latestOfConnections } from '../support/event-trail.ts';
import { storeHash } from '../support/journeys.ts';
import { untilReady } from '../support/readiness.ts';
import { records } from '../support/records.ts';
import { startRedisServer } from '../support/redis-server.ts';

describe('saving an install again', () => {
  const ends = collectEnds();
  let proxy: ChaosProxy;
  let connector: Connector;

  const saved: Install = {
    iclientId: 'default',
    grant: {
      accessToken: 'canary-token-of-the-repeated-install',
      scopes,
      storeHash,
      user: { id: '7', email: 'someone@snowboots.example' },
      owner: { id: '7', email: 'someone@snowboots.example' },
      accountUuid: undefined,
      answeredAt: undefined,
    },
    attempt: 'attempt-1',
    arrivedAt: 1_700_000_000_000,
    address: '127.0.0.1',
  };

  beforeEach(async () => {
    const server = ends.later(await startRedisServer(), ({ remove }) => remove());
    proxy = ends.later(await startChaosProxy(server.port), ({ close }) => close());
    const env = { REDIS_URL: proxy.url };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    connector.keepSecret(saved.grant.accessToken);
    await untilReady(connector);
  });
  afterEach(() => ends.all());

  const save = (changes: Partial<Install> = {}) =>
    connector.service.deps.connections.saveInstall({ ...saved, ...changes });

  it('changes nothing, and answers the same connection', async () => {
    const first = await save();
    const before = await records(connector);

    const second = await save();

    expect(second.connectionId).to.equal(first.connectionId);
    expect(await records(connector)).to.equal(before);
  });

  it('of which the answer was lost, at whichever command, leaves it saved once', async () => {
    await save({ attempt: 'attempt-0' });
    const outcomes: string[] = [];
    for (let through = false; !through; ) {
      const attempt = `attempt-with-command-${outcomes.length}-lost`;
      proxy.cutAfter(outcomes.length, 'answer');
      const outcome = await save({ attempt }).then(
        () => 'saved',
        (error: { code: string }) => error.code,
      );
      through = proxy.isCutDue();
      proxy.heal();
      await untilReady(connector);
      await save({ attempt });
      outcomes.push(outcome);
    }
    // Finding the pair, its scopes and those of its iClient, and the save itself, are tried again; nobody is told of a save in doubt.
    expect(outcomes.slice(0, 4)).to.deep.equal(['saved', 'saved', 'saved', 'saved']);
    expect(outcomes.slice(4, -1)).to.include('storage_unavailable').and.not.include('saved');
    const kinds = (await latestOfConnections(connector, 100)).map(({ kind }) => kind);
    expect(kinds).to.deep.equal([
      ...Array(outcomes.length).fill('connection.reinstalled'),
      'connection.installed',
    ]);
  });

  it('under another attempt is a new install of the same connection', async () => {
    const first = await save();
    const second = await save({ attempt: 'attempt-2' });
    expect(second).to.include({ connectionId: first.connectionId, renewed: true });
    expect(await latestOfConnections(connector, 10)).to.have.length(2);
  });

  it('at the same moment as others makes one connection', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) => save({ attempt: `attempt-${at}` })),
    );
    expect(new Set(all.map(({ connectionId }) => connectionId))).to.have.property('size', 1);
    expect(all.filter(({ renewed }) => !renewed)).to.have.length(1);
    const kinds = (await latestOfConnections(connector, 100)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'connection.installed')).to.have.length(1);
    expect(kinds).to.have.length(20);
  });
});
