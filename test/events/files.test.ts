import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { addEvents, madeUpConnectionId, madeUpEvent } from '../support/event-trail.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

describe('events on the page and in files', () => {
  let connector: Connector;
  let viewer: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    viewer = await signIn(connector, 'viewer');
  });
  after(() => connector.close());

  const get = (path: string) => viewer.agent.get(path);
  const rows = (html: string) => html.match(/<time /g)?.length ?? 0;

  it('says what was changed, never to what, and whom a change gave which role', async () => {
    const connectionId = madeUpConnectionId('of changes');
    await addEvents(connector, [
      madeUpEvent({ connectionId, changed: ['scopes', 'clientSecret'] }),
      madeUpEvent({ kind: 'user.changed', connectionId, changed: ['role'], role: 'admin' }),
      madeUpEvent({ kind: 'iclient.rechecked', connectionId, count: 130 }),
    ]);
    const query = `connection=${connectionId}`;
    const { text } = await get(`/console/events?${query}`);
    for (const words of ['Changed: scopes, client secret', 'Changed: role', 'Role: Admin'])
      expect(text).to.include(`>${words}<`);
    expect(text).to.include('>130 further connections<');

    const csv = textOf(await get(`/console/events.csv?${query}`));
    const [head, ...lines] = csv.trimEnd().split('\r\n');
    const cells = lines.map((line) => line.slice(1, -1).split('","'));
    const columnOf = (name: string) => head?.slice(1, -1).split('","').indexOf(name) ?? -1;
    const inColumn = (name: string) => cells.map((cell) => cell[columnOf(name)]);
    expect(inColumn('changed')).to.deep.equal(['', 'role', 'scopes clientSecret']);
    expect(inColumn('role')).to.deep.equal(['', 'admin', '']);
    expect(inColumn('count')).to.deep.equal(['130', '', '']);

    const jsonl = textOf(await get(`/console/events.jsonl?${query}`))
      .trimEnd()
      .split('\n');
    const found = jsonl.map((line) => JSON.parse(line));
    expect(found.map(({ changed, role, count }) => [changed, role, count])).to.deep.equal([
      [undefined, undefined, 130],
      [['role'], 'admin', undefined],
      [['scopes', 'clientSecret'], undefined, undefined],
    ]);
  });

  it('exports what the same filters show, whole and in the same order', async () => {
    const connectionId = madeUpConnectionId('of files');
    await addEvents(
      connector,
      Array.from({ length: 60 }, (_, number) =>
        madeUpEvent({ connectionId, name: `Number ${number}` }),
      ),
    );
    const query = `connection=${connectionId}&kind=connection.changed`;
    const first = (await get(`/console/events?${query}`)).text;
    const older = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const shown = [first, (await get(older)).text].flatMap((text) => text.match(/Number \d+/g));

    const jsonl = await get(`/console/events.jsonl?${query}`);
    expect(jsonl.headers['content-disposition']).to.equal('attachment; filename="events.jsonl"');
    const lines = textOf(jsonl).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).name)).to.deep.equal(shown);

    const csv = await get(`/console/events.csv?${query}`);
    expect(csv.headers['content-type']).to.match(/^text\/csv/);
    expect(textOf(csv).match(/Number \d+/g)).to.deep.equal(shown);
    expect(textOf(csv).split('\r\n')).to.have.length(62);
  });

  const attacks = ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', '"=1', "=cmd|'/c'!A1"];
  for (const attack of [
    ...attacks,
    '<img src=x onerror=alert(1)>',
    '</script><b>',
    'a,"b"\r\n=c',
  ]) {
    it(`takes the name ${JSON.stringify(attack)} for text, on the page and in files`, async () => {
      const connectionId = madeUpConnectionId(attack);
      await addEvents(connector, [madeUpEvent({ connectionId, name: attack })]);
      const query = `connection=${connectionId}`;

      const { text } = await get(`/console/events?${query}`);
      expect(rows(text)).to.equal(1);
      expect(text).not.to.match(/<img|<\/script><b>/);

      const csv = textOf(await get(`/console/events.csv?${query}`));
      const harmless = /^[=+\-@\t\r\n]/.test(attack) ? `'${attack}` : attack;
      expect(csv).to.include(`,"${harmless.replaceAll('"', '""')}",`);
      // Whatever a cell starts with, it is no formula.
      expect(csv).not.to.match(/(^|[,\n])"[=+\-@\t\r]/);

      const [line = ''] = textOf(await get(`/console/events.jsonl?${query}`)).split('\n');
      expect(JSON.parse(line).name).to.equal(attack);
    });
  }
});

function textOf({ text, body }: { text?: string; body: unknown }): string {
  return text ?? String(body);
}
