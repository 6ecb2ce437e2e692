/** The latest events of one connection, on its page. */
import { expect } from 'chai';
import type { Refusal } from '../../server/events/event.ts';
import { keys } from '../../server/redis/keys.ts';
import { type ConnectionPages, openConnectionPages } from '../support/connection-pages.ts';
import { addEvents, madeUpEvent } from '../support/event-trail.ts';

describe('the events of a connection', () => {
  let pages: ConnectionPages;
  let connectionId: string;
  beforeEach(async () => {
    pages = await openConnectionPages();
    connectionId = (await pages.pending('Eventful', 'eventful')).id;
  });
  afterEach(() => pages.connector.close());

  const deps = () => pages.connector.service.deps;
  const own = (name: string) => madeUpEvent({ kind: 'connection.renamed', connectionId, name });
  const names = async () =>
    (await deps().events.eventsOf(connectionId, 10)).map(({ name }) => name);

  /** How many commands Redis is sent for the page that read events. */
  const readsForPage = async () => {
    const { redis } = deps();
    await redis.config('RESETSTAT');
    const page = await pages.builder.agent.get(`/console/connections/${connectionId}`);
    expect(page.text).to.include('Connection renamed');
    const stats = await redis.info('commandstats');
    const calls = stats.matchAll(/^cmdstat_(?:xrange|xrevrange|lrange):calls=(\d+)/gm);
    return [...calls].reduce((sum, [, count]) => sum + Number(count), 0);
  };

  it('are read one by one, however long the trail is', async () => {
    await addEvents(pages.connector, [own('first')]);
    const before = await readsForPage();
    await addEvents(
      pages.connector,
      Array.from({ length: 3_000 }, () => madeUpEvent()),
    );
    expect(await readsForPage()).to.equal(before);
    expect(before).to.be.within(2, 12);
  });

  it('are the latest ten, the newest first', async () => {
    const all = Array.from({ length: 25 }, (_, number) => `Number ${number}`);
    await addEvents(pages.connector, all.map(own));
    expect(await names()).to.deep.equal(all.reverse().slice(0, 10));
    expect(await deps().redis.llen(keys.connectionEvents(connectionId))).to.equal(10);
  });

  it('have its refused callbacks among them', async () => {
    const refused: Refusal = { ...own('a refusal'), kind: 'callback.refused' };
    await addEvents(pages.connector, [own('before')]);
    await deps().events.recordRefusal(refused);
    await addEvents(pages.connector, [own('after')]);
    expect((await names()).slice(0, 3)).to.have.members(['after', 'a refusal', 'before']);
    const list = keys.connectionRefusals(connectionId);
    for (let more = 0; more < 20; more += 1) await deps().events.recordRefusal(refused);
    expect(await deps().redis.llen(list)).to.equal(10);
    expect(await deps().redis.ttl(list), 'seconds').to.be.within(1, 30 * 24 * 60 * 60);
  });

  it('leave out what the trail has dropped', async () => {
    await addEvents(pages.connector, ['dropped', 'kept'].map(own));
    const [, dropped] = await deps().events.eventsOf(connectionId, 2);
    await deps().redis.xdel(keys.events, dropped?.id ?? '');
    expect((await names()).slice(0, 2)).to.deep.equal(['kept', 'Eventful']);
  });

  it('lose nothing of a change whose event Lua cannot read', async () => {
    await addEvents(pages.connector, [own('half a \ud83d pair')]);
    const [latest] = await deps().events.latest(1);
    expect(latest?.name).to.equal('half a \ud83d pair');
  });

  it('go with it, and do not come back', async () => {
    const { redis, connections, events } = deps();
    const list = keys.connectionEvents(connectionId);
    expect(await redis.exists(list)).to.equal(1);
    await connections.delete(connectionId, pages.by);
    expect(await redis.exists(list)).to.equal(0);
    await events.record(own('too late'));
    expect(await redis.exists(list)).to.equal(0);
    const page = await events.page({ connectionId }, { limit: 9 });
    expect(page.events.map(({ kind }) => kind)).to.include('connection.deleted');
  });
});
