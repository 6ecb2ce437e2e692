import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { type Connector, makeDataDir, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { type HeardStream, hearStream } from '../support/event-stream.ts';
import { untilReady } from '../support/readiness.ts';
import { recorderPath, switchRecorder, untilRecorded } from '../support/recorder.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { type SignedInBrowser, signIn, signInAs } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

/** Two processes' worth of the service on one Redis; what arrives at the other is told by this one. */
describe('the live stream of a recorder', () => {
  const ends = collectEnds();
  let here: Connector;
  let other: Connector;
  let builder: SignedInBrowser;

  before(async () => {
    const redis = ends.later(await startRedisServer(), ({ remove }) => remove());
    const dataDir = ends.later(await makeDataDir(), (dir) => rm(dir, { recursive: true }));
    const env = { REDIS_URL: redis.url };
    const close = (started: Connector) => started.close();
    here = ends.later(await startConnector({ env, dataDir }), close);
    await untilReady(here);
    other = ends.later(await startConnector({ env, dataDir, sandbox: here.sandbox }), close);
    await untilReady(other);
    builder = await signIn(here, 'builder');
    await switchRecorder(builder, 'on');
  });
  after(() => ends.all());

  const openAs = async (
    { agent }: SignedInBrowser,
    query = '',
    headers: Record<string, string> = {},
  ): Promise<HeardStream> =>
    ends.later(
      await hearStream(`${here.service.address}${recorderPath}/stream${query}`, {
        Accept: 'text/event-stream',
        Cookie: agent.cookies().join('; '),
        ...headers,
      }),
      ({ close }) => close(),
    );
  const open = (query?: string, headers?: Record<string, string>) =>
    openAs(builder, query, headers);
  const callbacksOf = ({ events }: HeardStream) =>
    events.filter(({ event }) => event === 'callback');
  const told = (stream: HeardStream, count: number) =>
    until(`${count} callbacks are told`, () =>
      callbacksOf(stream).length >= count ? callbacksOf(stream) : undefined,
    );
  /** Answers the id of the record. */
  const arrive = async (path: string) => {
    const { length } = await here.service.deps.callbackRecords.list('default');
    await other.http().get(path);
    const [record] = await untilRecorded(here, length + 1);
    return record?.id ?? '';
  };

  it('tells what arrives at another process as the row that the page has for it', async () => {
    const stream = await open();
    expect(stream.status).to.equal(200);
    expect(stream.contentType).to.match(/^text[/]event-stream/);
    const id = await arrive('/load');
    const [event] = await told(stream, 1);
    expect(event).to.include({ event: 'callback', id });
    const row: unknown = JSON.parse(event?.data ?? '');
    expect(row).to.include('Opened by hand').and.include(`${recorderPath}/${id}`);
  });

  it('goes on after the last one that a browser heard of', async () => {
    const first = await arrive('/auth');
    const second = await arrive('/uninstall');
    const third = await arrive('/load');
    const stream = await open(`?after=${first}`, { 'Last-Event-ID': second });
    expect((await told(stream, 1)).map(({ id }) => id)).to.deep.equal([third]);
    const reloaded = await open(`?after=${first}`);
    expect((await told(reloaded, 2)).map(({ id }) => id)).to.deep.equal([second, third]);
  });

  it('tells only what the filters ask for', async () => {
    const after = await arrive('/load');
    const stream = await open(`?after=${after}&kind=uninstall`);
    await arrive('/load');
    const id = await arrive('/uninstall');
    expect((await told(stream, 1)).map((event) => event.id)).to.deep.equal([id]);
  });

  it('says whether the recorder is on, at first and when somebody switches it', async () => {
    const stream = await open();
    const switched = () =>
      stream.events.filter(({ event }) => event === 'recorder').map(({ data }) => JSON.parse(data));
    await until('it is on', () => switched().length === 1);
    await switchRecorder(await signIn(other, 'builder'), 'off');
    await until('it is off', () => switched().length === 2);
    await switchRecorder(builder, 'on');
    await until('it is on again', () => switched().length === 3);
    expect(switched()).to.deep.equal([{ isOn: true }, { isOn: false }, { isOn: true }]);
  });

  it('ends when its reader is signed out, and tells nothing more', async () => {
    const reader = await signIn(here, 'viewer');
    const last = await arrive('/load');
    const stream = await openAs(reader, `?after=${last}`);
    await arrive('/load');
    await told(stream, 1);
    const again = await signInAs(here, reader.user);
    const third = await signInAs(here, reader.user);
    expect((await reader.postForm('/sign-out')).status).to.equal(303);
    await arrive('/load');
    await until('it has ended', stream.ended);
    expect(callbacksOf(stream)).to.have.length(1);

    const elsewhere = await openAs(again, `?after=${last}`);
    await told(elsewhere, 2);
    await third.postForm('/console/account/sign-out-everywhere');
    await arrive('/load');
    await until('it has ended', elsewhere.ended);
    expect(callbacksOf(elsewhere)).to.have.length(2);
  });

  it('is for nobody who is not signed in', async () => {
    const stream = await openAs({ ...builder, agent: here.agent() });
    expect(stream.status).to.equal(303);
  });

  it('ends at once when the service stops, as do those that are asked for meanwhile', async () => {
    const after = await arrive('/load');
    const stream = await open(`?after=${after}`);
    await arrive('/load');
    await told(stream, 1);
    const stopped = here.service.stop({ lingerMs: 1_000 });
    const began = performance.now();
    await until('it has ended', stream.ended);
    const late = await open(`?after=${after}`);
    await until('the late one has ended', late.ended);
    expect(performance.now() - began, 'milliseconds').to.be.lessThan(900);
    await stopped;
    expect(performance.now() - began, 'milliseconds').to.be.lessThan(4_000);
  });
});
