import { expect } from 'chai';
import { AppError } from '../../server/errors.ts';
import { makeAccount, openAccountStep } from '../support/api-account-step.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { byOperator } from '../support/link-visit.ts';

describe('a store that was saved by a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const away = () => new AppError('storage_unavailable', 'Redis was away.');
  /** Does it in another way until it is called a number of times. */
  function failing<Name extends string, Stored extends Record<Name, unknown>>(
    stored: Stored,
    name: Name,
    { times, error }: { times: number; error: Error },
  ): () => void {
    const real = stored[name] as (...args: unknown[]) => Promise<unknown>;
    let failed = 0;
    Object.assign(stored, {
      [name]: async (...args: unknown[]) => {
        if (failed >= times) return real(...args);
        failed += 1;
        throw error;
      },
    });
    return () => void Object.assign(stored, { [name]: real });
  }
  const give = async () => {
    const step = await openAccountStep(connector);
    const { file } = await makeAccount(connector);
    return { ...step, connect: () => step.give({ credentials: file }) };
  };
  const wipe = async () => {
    const { connections } = connector.service.deps;
    const { connections: all } = await connections.list({ sort: 'name', limit: 50 });
    for (const { id } of all) await connections.delete(id, byOperator);
  };
  afterEach(wipe);

  it('uses the link up, even if Redis was away just then', async () => {
    const { links } = connector.service.deps;
    const { connect, link } = await give();
    const mend = failing(links, 'completeUse', { times: 2, error: away() });
    const answer = await connect().finally(mend);
    expect(answer.headers.location).to.equal(`/link/${link.id}/done`);
    expect((await links.find(link.id))?.state).to.equal('used');
  });

  it('does not free the link when its use cannot be noted', async () => {
    const { links } = connector.service.deps;
    const { connect, link, saved } = await give();
    const mend = failing(links, 'completeUse', { times: 9, error: new Error('not now') });
    const answer = await connect().finally(mend);
    expect(answer.status).to.equal(303);
    expect(await saved()).to.have.length(1);
    await links.claimUse(link.id, 'another visit', 'examplestore').then(
      () => expect.fail('the link was freed'),
      (error: AppError) => expect(error.code).to.equal('link_used'),
    );
  });

  it('is told to its merchant when the end of the visit was lost', async () => {
    const { visits, links } = connector.service.deps;
    const { connect, link, saved, get, agent } = await give();
    const { change } = visits;
    visits.change = (id, { end, ...rest }) =>
      end ? Promise.reject(new Error('lost')) : change(id, rest);
    const answer = await connect().finally(() => {
      visits.change = change;
    });
    expect(answer.headers.location).to.equal(`/link/${link.id}/done`);
    expect((await links.find(link.id))?.state).to.equal('used');
    const [connection] = await saved();
    const done = await get('done');
    expect(done.status).to.equal(200);
    expect(done.text).to.contain('Your store is connected').and.contain(connection?.store?.name);
    expect((await agent.get(link.url)).headers.location).to.equal(`/link/${link.id}/done`);
    expect((await get('api-account')).headers.location).to.equal(`/link/${link.id}/done`);
    expect((await connector.http().get(link.url)).status, 'somebody else').to.equal(410);
  });
});
