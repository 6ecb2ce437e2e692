import { expect } from 'chai';
import { changedFields, eventKinds } from '../../server/events/event.ts';
import { textsFor } from '../../server/language/language.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { addEvents, madeUpConnectionId, madeUpEvent } from '../support/event-trail.ts';
import { install } from '../support/journeys.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

describe('the texts of events', () => {
  for (const language of ['en', 'fr'] as const) {
    it(`have words for every kind and every field in ${language}`, () => {
      const { kinds, fields } = textsFor(language).events;
      expect(Object.keys(kinds)).to.have.members(eventKinds);
      expect(Object.keys(fields)).to.have.members(changedFields);
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

  it('takes an id for an id, even where another connection has it for a name', async () => {
    const { connections } = connector.service.deps;
    const hidden = madeUpConnectionId('of a deleted connection');
    await addEvents(connector, [madeUpEvent({ connectionId: hidden, name: 'Not to be hidden' })]);
    const draft = { storeHash: 'hides', iclientId: 'default', scopes: undefined };
    await connections.create(
      { ...draft, name: hidden, concurrency: { level: 5 } },
      { actor: { kind: 'operator' }, address: '' },
    );
    const { text } = await get(`/console/events?connection=${hidden}`);
    expect(rows(text)).to.equal(1);
    expect(text).to.include('Not to be hidden');
  });

  it('shows fifty, leads to older ones and keeps the filters', async () => {
    const connectionId = madeUpConnectionId('of pages');
    const tested = madeUpEvent({ kind: 'connection.tested', connectionId });
    await addEvents(
      connector,
      Array.from({ length: 120 }, () => tested),
    );
    const query = `connection=${connectionId}&kind=connection`;
    let path = `/console/events?${query}`;
    const counts: number[] = [];
    for (let page = 0; page < 3; page += 1) {
      const { text } = await get(path);
      counts.push(rows(text));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      if (page < 2)
        expect(path)
          .to.include(`${query}&after=`)
          .and.match(/after=\d+-\d+$/);
    }
    expect(counts).to.deep.equal([50, 50, 20]);
    expect(path).to.equal('');
  });

  it('leads back to newer ones by the same pages, whatever came meanwhile', async () => {
    const connectionId = madeUpConnectionId('of the way back');
    const numbered = (number: number) => madeUpEvent({ connectionId, name: `Numbered ${number}.` });
    await addEvents(
      connector,
      Array.from({ length: 120 }, (_, number) => numbered(number)),
    );
    const first = `/console/events?connection=${connectionId}`;
    const namesIn = (html: string) => html.match(/Numbered \d+\./g) ?? [];
    const second = (await get(hrefTo('next', (await get(first)).text))).text;
    const third = (await get(hrefTo('next', second))).text;
    await addEvents(connector, [numbered(120)]);

    const back = (await get(hrefTo('prev', third))).text;
    expect(namesIn(back)).to.deep.equal(namesIn(second)).and.have.length(50);
    expect(namesIn((await get(hrefTo('next', back))).text)).to.deep.equal(namesIn(third));
    const newest = (await get(hrefTo('prev', back))).text;
    expect(namesIn(newest)).to.deep.equal(
      Array.from({ length: 50 }, (_, above) => `Numbered ${119 - above}.`),
    );
    const end = await get(hrefTo('prev', newest));
    expect(end.status).to.equal(303);
    expect(end.headers.location).to.equal(first);
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
    for (const query of ['after=x', 'before=x', 'kind=a&kind=b', 'after=1-1%0a'])
      expect((await get(`/console/events?${query}`)).status, query).to.equal(400);
    expect((await get('/console/events.csv?kind=x')).status).to.equal(400);
  });

  it('says who is unknown, why it failed and what a thing was called, in the language of the reader', async () => {
    const { users } = connector.service.deps;
    const connectionId = madeUpConnectionId('of languages');
    await addEvents(connector, [
      madeUpEvent({
        kind: 'connection.authorization_failed',
        actor: { kind: 'unknown' },
        connectionId,
        name: 'Éclair',
        reason: 'consent_denied',
      }),
    ]);
    const path = `/console/events?connection=${connectionId}`;
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
});

function hrefTo(rel: 'next' | 'prev', html: string): string {
  return new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
}

function titleOf(language: 'en' | 'fr'): string {
  const failure = textsFor(language).failures.consent_denied;
  const { title } = typeof failure === 'function' ? failure(undefined) : failure;
  return title.replaceAll("'", '&#39;');
}
