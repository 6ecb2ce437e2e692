import { expect } from 'chai';
import type { Refusal } from '../../server/events/event.ts';
import type { EventFilter } from '../../server/events/filter.ts';
import type { EventPosition } from '../../server/events/newest-first.ts';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { addEvents, madeUpEvent } from '../support/event-trail.ts';
import { until } from '../support/until.ts';

const streams = [keys.refusals, keys.events, keys.signInRefusals, keys.levelChanges];
const refusal = (kind: Refusal['kind']): Refusal => ({
  ...madeUpEvent({ actor: { kind: 'unknown' }, name: kind }),
  kind,
});

describe('the trail of events', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector({ env: { EVENTS_KEPT: '1000' } });
    // The start has an event of its own.
    await connector.service.deps.redis.del(keys.events);
  });
  afterEach(() => connector.close());

  const names = async (filter: EventFilter = {}) => {
    const found: (string | undefined)[] = [];
    for await (const { name } of connector.service.deps.events.all(filter)) found.push(name);
    return found;
  };

  it('keeps as many events as the configuration says, and the newest ones', async () => {
    const { redis } = connector.service.deps;
    await until('the bound is known', async () => (await redis.get(keys.eventsKept)) === '1000');

    await addEvents(
      connector,
      Array.from({ length: 3_000 }, (_, number) => madeUpEvent({ name: String(number) })),
    );

    // Redis drops whole nodes of its stream, so up to one more node stays.
    expect(await redis.xlen(keys.events)).to.be.within(1_000, 1_100);
    expect((await names()).slice(0, 2)).to.deep.equal(['2999', '2998']);
  });

  for (const [flood, other] of [
    ['callback.refused', 'user.sign_in_refused'],
    ['user.sign_in_refused', 'callback.refused'],
  ] as const) {
    it(`loses no change and no other refusal to a flood of ${flood}, which has a bound`, async () => {
      const { events } = connector.service.deps;
      await addEvents(connector, [madeUpEvent({ name: 'a change' })]);
      await events.recordRefusal(refusal(other));

      await Promise.all(Array.from({ length: 5_000 }, () => events.recordRefusal(refusal(flood))));

      const kept = await names();
      expect(kept.filter((name) => name === flood)).to.have.length.within(2_000, 2_100);
      expect(kept.slice(-2).sort()).to.deep.equal(['a change', other].sort());
    });
  }

  it('loses no change to the levels of a busy connection, which have a bound', async () => {
    const { events } = connector.service.deps;
    await addEvents(connector, [madeUpEvent({ name: 'a change' })]);
    const slowed = { ...madeUpEvent({ name: 'slow' }), kind: 'connection.slowed_down' } as const;
    await Promise.all(Array.from({ length: 5_000 }, () => events.recordLevelChange(slowed)));
    const kept = await names();
    expect(kept.filter((name) => name === 'slow')).to.have.length.within(2_000, 2_100);
    expect(kept.at(-1)).to.equal('a change');
  });

  it('reads changes and refusals in the order in which they came, across chunks', async () => {
    const { redis } = connector.service.deps;
    const expected: string[] = [];
    for (let at = 1; at <= 1_300; at += 1) {
      const key = streams[at % 4] ?? '';
      const event = JSON.stringify(madeUpEvent({ name: String(at) }));
      await redis.xadd(key, `${1_000 + Math.floor(at / 4)}-${at % 4}`, 'event', event);
      expected.unshift(String(at));
    }
    expect(await names()).to.deep.equal(expected);
    expect(await names({ from: 1_010, to: 1_012 })).to.deep.equal([
      '47',
      '46',
      '45',
      '44',
      '43',
      '42',
      '41',
      '40',
    ]);
  });

  it('keeps to the time of a filter on the way back, too', async () => {
    const { redis, events } = connector.service.deps;
    for (let at = 1; at <= 1_200; at += 1) {
      const event = JSON.stringify(madeUpEvent({ name: String(at) }));
      await redis.xadd(streams[at % 4] ?? '', `${1_000 + at}-0`, 'event', event);
    }
    const filter = { from: 1_100, to: 2_100 };
    const back = async (before: string) => {
      const page = await events.page(filter, { before: before as EventPosition, limit: 3 });
      return page.events.map(({ name }) => name);
    };
    expect(await back('1050-0')).to.deep.equal(['102', '101', '100']);
    expect(await back('2097-0')).to.deep.equal(['1099', '1098']);
    expect(await back('2150-0')).to.deep.equal([]);
  });

  it('pages through all of it without a gap or a repetition, even where ids are the same', async () => {
    const { redis, events } = connector.service.deps;
    for (let at = 1; at <= 30; at += 1) {
      for (const key of streams)
        await redis.xadd(key, `${1_000 + at}-0`, 'event', JSON.stringify(madeUpEvent()));
    }
    for (const limit of [1, 7, 120]) {
      const pages: string[][] = [];
      let after: EventPosition | undefined;
      let before: EventPosition | undefined;
      do {
        const page = await events.page({}, { after, limit });
        expect(page.events.length).to.be.at.most(limit);
        pages.push(page.events.map(({ id }) => id));
        after = page.next;
        before = page.previous;
      } while (after !== undefined);
      for (const there of pages.slice(0, -1).reverse()) {
        const page = await events.page({}, { before, limit });
        expect(page.events.map(({ id }) => id)).to.deep.equal(there);
        before = page.previous;
      }
      expect(before, 'before the newest').to.equal(undefined);
      const ids = pages.flat();
      expect(ids, `pages of ${limit}`).to.have.length(120);
      expect(new Set(ids).size, `pages of ${limit}`).to.equal(120);
      expect(ids.slice(0, 4)).to.deep.equal(['1030-0', '1030-0l', '1030-0r', '1030-0s']);
    }
  });

  it('is narrowed by connection, iClient, actor, kind and time', async () => {
    await addEvents(connector, [
      madeUpEvent({ name: 'a', connectionId: 'cn_1', iclientId: 'one' }),
      madeUpEvent({ name: 'b', connectionId: 'cn_2', iclientId: 'one', kind: 'connection.tested' }),
      madeUpEvent({ name: 'c', actor: { kind: 'store_user', id: '7', email: 'Bo@Shop.example' } }),
      madeUpEvent({ name: 'd', actor: { kind: 'operator' }, kind: 'user.invited' }),
    ]);
    expect(await names({ connectionId: 'cn_1' })).to.deep.equal(['a']);
    expect(await names({ iclientId: 'one' })).to.deep.equal(['b', 'a']);
    expect(await names({ actorEmail: 'bo@shop' })).to.deep.equal(['c']);
    expect(await names({ actorKind: 'operator' })).to.deep.equal(['d']);
    expect(await names({ kinds: ['connection.tested', 'user.invited'] })).to.deep.equal(['d', 'b']);
    expect(await names({ iclientId: 'one', kinds: ['user.invited'] })).to.deep.equal([]);
    expect(await names({ to: 1 })).to.deep.equal([]);
    expect(await names({ from: 1 })).to.have.length(4);
  });
});
