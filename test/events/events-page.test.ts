import { expect } from 'chai';
import { eventKinds } from '../../server/events/event.ts';
import { textsFor } from '../../server/language/language.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { addEvents, madeUpEvent } from '../support/event-trail.ts';
import { install } from '../support/journeys.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

describe('the texts of events', () => {
  for (const language of ['en', 'fr'] as const) {
    it(`have words for every kind in ${language}`, () => {
      const { kinds } = textsFor(language).events;
      expect(Object.keys(kinds)).to.have.members(eventKinds);
    });
  }
});

describe('the events page', () => {
  let connector: Connector;
  let viewer: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    viewer = await signIn(connector, 'viewer');
  });
  after(() => connector.close());

  const get = (path: string) => viewer.agent.get(path);
  const rows = (html: string) => html.match(/<time /g)?.length ?? 0;

  it('is for people who signed in, and for GET alone', async () => {
    const path = '/console/events';
    expect((await connector.http().get(path)).headers.location).to.match(/^\/sign-in\?next=/);
    expect((await connector.http().get(`${path}.csv`)).status).to.equal(303);
    expect((await get(path)).status).to.equal(200);
    for (const wrong of [path, `${path}.csv`, `${path}.jsonl`])
      expect((await viewer.postForm(wrong)).status, wrong).to.equal(405);
  });

  it('links an event to its connection, found by its name', async () => {
    await install(connector);
    const { text } = await get('/console/events?connection=snowboots&kind=connection.installed');
    expect(rows(text)).to.equal(1);
    expect(text).to.match(/<a href="\/console\/connections\/cn_[0-9a-f]+">snowboots<\/a>/);
    expect(text).to.include('App installed');
  });

  it('shows fifty, leads to older ones and keeps the filters', async () => {
    const tested = madeUpEvent({ kind: 'connection.tested', connectionId: 'cn_a1' });
    await addEvents(
      connector,
      Array.from({ length: 120 }, () => tested),
    );
    let path = '/console/events?connection=cn_a1&kind=connection';
    const counts: number[] = [];
    for (let page = 0; page < 3; page += 1) {
      const { text } = await get(path);
      counts.push(rows(text));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      if (page < 2) expect(path).to.match(/connection=cn_a1&kind=connection&after=\d+-\d+$/);
    }
    expect(counts).to.deep.equal([50, 50, 20]);
    expect(path).to.equal('');
  });

  it('keeps what was typed and says what is wrong with it', async () => {
    const answer = await get(
      '/console/events?connection=%3Cnobody%3E&kind=x&from=31.12.2025&actor=Ada&actorKind=x',
    );
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include('value="&lt;nobody&gt;"').and.include('value="Ada"');
    for (const name of ['connection', 'kind', 'from', 'actorKind'])
      expect(answer.text).to.include(`href="#${name}"`).and.include(`id="${name}-error"`);
    const order = await get('/console/events?from=2026-02-02&to=2026-02-01');
    expect(order.text).to.include('id="to-error"');
    for (const query of ['after=x', 'kind=a&kind=b', 'after=1-1%0a'])
      expect((await get(`/console/events?${query}`)).status, query).to.equal(400);
    expect((await get('/console/events.csv?kind=x')).status).to.equal(400);
  });

  it('says who is unknown, why it failed and what a thing was called, in the language of the reader', async () => {
    const { users } = connector.service.deps;
    await addEvents(connector, [
      madeUpEvent({
        kind: 'connection.authorization_failed',
        actor: { kind: 'unknown' },
        connectionId: 'cn_b2',
        name: 'Éclair',
        reason: 'consent_denied',
      }),
    ]);
    const path = '/console/events?connection=cn_b2';
    const english = (await get(path)).text;
    expect(english).to.include('Authorization failed').and.include('Éclair');
    expect(english).to.include(titleOf('en'));
    await users.change(
      viewer.user.id,
      { language: 'fr' },
      { actor: { kind: 'operator' }, address: '' },
    );
    const french = (await get(path)).text;
    expect(french).to.include('Échec de l’autorisation').and.include('Inconnu');
    expect(french).to.include(titleOf('fr'));
    await users.change(
      viewer.user.id,
      { language: 'en' },
      { actor: { kind: 'operator' }, address: '' },
    );
  });

  it('exports what the same filters show, whole and in the same order', async () => {
    await addEvents(
      connector,
      Array.from({ length: 60 }, (_, number) =>
        madeUpEvent({ connectionId: 'cn_c3', name: `Number ${number}` }),
      ),
    );
    const query = 'connection=cn_c3&kind=connection.changed';
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
      const connectionId = `cn_${Buffer.from(attack).toString('hex')}`;
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

function titleOf(language: 'en' | 'fr'): string {
  const failure = textsFor(language).failures.consent_denied;
  const { title } = typeof failure === 'function' ? failure(undefined) : failure;
  return title.replaceAll("'", '&#39;');
}

function textOf({ text, body }: { text?: string; body: unknown }): string {
  return text ?? String(body);
}
