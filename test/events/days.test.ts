import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { addEvents, madeUpConnectionId, madeUpEvent } from '../support/event-trail.ts';
import { signIn } from '../support/sign-in.ts';

const dayMs = 86_400_000;

describe('the days that events are narrowed to', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('count from their first to their last millisecond, in UTC', async () => {
    const { agent } = await signIn(connector, 'viewer');
    const connectionId = madeUpConnectionId('of days');
    await addEvents(connector, [madeUpEvent({ connectionId, name: 'Of that day' })]);
    const [event] = await connector.service.deps.events.latest(1);
    const dayAfter = (days: number) =>
      new Date((event?.at ?? 0) + days * dayMs).toISOString().slice(0, 10);
    const shown = async (query: string) => {
      const page = await agent.get(`/console/events?connection=${connectionId}&${query}`);
      expect(page.status, query).to.equal(200);
      const file = await agent.get(`/console/events.jsonl?connection=${connectionId}&${query}`);
      const inFile = String(file.text ?? file.body).includes('Of that day');
      expect(page.text.includes('Of that day'), `${query} as a file`).to.equal(inFile);
      return inFile;
    };
    const [yesterday, today, tomorrow] = [-1, 0, 1].map(dayAfter);
    const always = ['from=1969-12-31', 'from=0001-01-01&to=9999-12-31'];
    for (const query of [
      `from=${today}&to=${today}`,
      `from=${yesterday}`,
      `to=${tomorrow}`,
      ...always,
    ])
      expect(await shown(query), query).to.equal(true);
    const never = ['to=1969-12-31', 'from=1900-01-01&to=1900-01-02'];
    for (const query of [`to=${yesterday}`, `from=${tomorrow}`, ...never])
      expect(await shown(query), query).to.equal(false);
  });
});
