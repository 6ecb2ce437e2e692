/** Each change in the console leaves exactly one event: who, what, when, from where. */
import { expect } from 'chai';
import type { EventKind, KeptEvent } from '../../server/events/event.ts';
import { keys } from '../../server/redis/keys.ts';
import { button, type ConnectionPages, openConnectionPages } from '../support/connection-pages.ts';
import { formTokenIn, type SignedInBrowser, signIn, signInAs } from '../support/sign-in.ts';

const secret = 'canary-secret-that-no-event-holds';
const password = 'canary-password-of-no-event';

describe('the event of a change', () => {
  let pages: ConnectionPages;
  let admin: SignedInBrowser;
  before(async () => {
    pages = await openConnectionPages();
    pages.connector.keepSecret(secret);
    pages.connector.keepSecret(password);
    admin = await signIn(pages.connector, 'admin');
  });
  after(() => pages.connector.close());

  const deps = () => pages.connector.service.deps;
  const now = async () => {
    const [seconds, micros] = await deps().redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  };
  /** The events that something leaves, the oldest first. */
  const eventsOf = async (work: () => Promise<unknown>): Promise<KeptEvent[]> => {
    const count = () => deps().redis.xlen(keys.events);
    const [kept, start] = [await count(), await now()];
    await work();
    const end = await now();
    const added = (await count()) - kept;
    const events = added === 0 ? [] : await deps().events.latest(added);
    for (const { at } of events) expect(at, 'when').to.be.within(start, end);
    return events.reverse();
  };
  const expectOne = async (
    kind: EventKind,
    who: SignedInBrowser,
    path: string,
    form: Record<string, string> = {},
  ) => {
    const answers: number[] = [];
    const events = await eventsOf(async () => {
      answers.push((await who.postForm(path, form)).status);
    });
    expect(answers[0], kind).to.be.oneOf([200, 303]);
    expect(events.map((event) => event.kind)).to.deep.equal([kind]);
    const [event] = events;
    if (!event) throw new Error('There is no event.');
    const { id, email } = who.user;
    expect(event.actor).to.deep.equal({ kind: 'user', id, email });
    expect(event.address).to.match(/^(::ffff:)?127\.0\.0\.1$|^::1$/);
    return event;
  };

  it('tells of an iClient', async () => {
    const list = '/console/iclients';
    const form = { name: 'Of events', clientId: 'exampleofevents', clientSecret: secret };
    const made = await expectOne('iclient.created', admin, list, form);
    expect(made).to.include({ name: 'Of events' });
    const iclientId = made.iclientId ?? '';
    const path = `${list}/${iclientId}`;
    const changed = await expectOne('iclient.changed', admin, path, { ...form, name: 'Renamed' });
    expect(changed).to.include({ iclientId, name: 'Renamed' });
    expect(changed.changed).to.have.members(['name', 'clientSecret']);
    const { clientSecret: _kept, ...others } = { ...form, name: 'Renamed' };
    const wider = { ...others, otherScopes: 'store_v2_marketing', clientId: 'exampleofothers' };
    const asksMore = await expectOne('iclient.changed', admin, path, wider);
    expect(asksMore.changed).to.have.members(['clientId', 'scopes']);
    const same = await expectOne('iclient.changed', admin, path, wider);
    expect(same).not.to.have.property('changed');
    const deleted = await expectOne('iclient.deleted', admin, `${path}/delete`);
    expect(deleted).to.include({ iclientId, name: 'Renamed' });
  });

  it('tells of a connection', async () => {
    const { builder } = pages;
    const list = '/console/connections';
    const form = { name: 'Eventful', store: 'eventful', iclientId: 'default', level: '5' };
    const draft = { ...form, scopeChoice: 'iclient', ...button('save') };
    const made = await expectOne('connection.created', builder, `${list}/new/app`, draft);
    const about = { connectionId: made.connectionId, iclientId: 'default', storeHash: 'eventful' };
    expect(made).to.include({ ...about, name: 'Eventful' });
    const path = `${list}/${made.connectionId}`;
    const edit = { name: 'Calm', scopeChoice: 'default', level: '5' };
    const renamed = await expectOne('connection.renamed', builder, `${path}/edit`, edit);
    expect(renamed).to.include({ ...about, name: 'Calm' });
    const levelled = { ...edit, level: '7' };
    const changed = await expectOne('connection.changed', builder, `${path}/edit`, levelled);
    expect(changed).to.deep.include({ ...about, changed: ['concurrency'] });
    const deletion = { name: 'Calm' };
    const deleted = await expectOne('connection.deleted', builder, `${path}/delete`, deletion);
    expect(deleted).to.include({ ...about, name: 'Calm' });
  });

  it('tells of a test and of a disconnection', async () => {
    const { builder } = pages;
    const { id } = await pages.installed();
    const path = `/console/connections/${id}`;
    const fine = await expectOne('connection.tested', builder, `${path}/test`);
    expect(fine).to.include({ connectionId: id }).and.not.have.property('reason');
    const ended = await expectOne('connection.disconnected', builder, `${path}/disconnect`);
    expect(ended).to.include({ connectionId: id });
  });

  it('tells of a user', async () => {
    const list = '/console/users';
    const invitation = { email: 'Invited@Example.com', name: 'Bob', role: 'viewer' };
    const invited = await expectOne('user.invited', admin, list, invitation);
    expect(invited).to.include({ name: 'invited@example.com', role: 'viewer' });

    const other = await signIn(pages.connector, 'viewer');
    const about = { userId: other.user.id, name: other.user.email };
    const changing = [
      ['/console/account', { name: 'New', language: 'en' }, ['name', 'language']],
      ['/console/language', { language: 'fr' }, ['language']],
    ] as const;
    for (const [path, form, fields] of changing) {
      const changed = await expectOne('user.changed', other, path, { ...form });
      expect(changed).to.include(about).and.not.have.property('role');
      expect(changed.changed).to.have.members([...fields]);
    }
    const account = '/console/account/password';
    const passwordChanged = await expectOne('user.password_changed', other, account, { password });
    expect(passwordChanged).to.include(about);

    const path = `${list}/${other.user.id}`;
    const changed = await expectOne('user.changed', admin, `${path}/role`, { role: 'builder' });
    expect(changed).to.deep.include({ ...about, changed: ['role'], role: 'builder' });
    expect(await expectOne('user.deleted', admin, `${path}/delete`)).to.include(about);
  });

  it('tells of a sign-in and of its end', async () => {
    const { user } = await signIn(pages.connector, 'viewer');
    const about = { userId: user.id, name: user.email };
    const [made, entered] = await eventsOf(() => signInAs(pages.connector, user));
    expect(made).to.deep.include({
      kind: 'user.sign_in_link_made',
      actor: { kind: 'operator' },
      ...about,
    });
    expect(entered).to.include({ kind: 'user.signed_in', ...about });
    expect(entered?.actor).to.deep.equal({ kind: 'user', id: user.id, email: user.email });

    const browser = await signInAs(pages.connector, user);
    expect(await expectOne('user.signed_out', browser, '/sign-out')).to.include(about);
    const again = await signInAs(pages.connector, user);
    const everywhere = '/console/account/sign-out-everywhere';
    expect(await expectOne('user.signed_out_everywhere', again, everywhere)).to.include(about);
  });

  it('tells of a wrong password among the refusals, and names nobody whom it does not know', async () => {
    const { redis, events } = deps();
    const agent = pages.connector.agent();
    const _token = formTokenIn((await agent.get('/sign-in')).text);
    const headers = { Origin: pages.connector.publicUrl };
    const kept = await redis.xlen(keys.events);
    for (const email of [admin.user.email, 'nobody-of-these@example.com'])
      await agent.post('/sign-in', { form: { _token, email, password: 'wrong' }, headers });
    expect(await redis.xlen(keys.events), 'the trail of changes').to.equal(kept);
    const page = await events.page({ kinds: ['user.sign_in_refused'] }, { limit: 5 });
    const [unknown, known] = page.events;
    expect(page.events).to.have.length(2);
    expect(known).to.deep.include({ actor: { kind: 'unknown' }, userId: admin.user.id });
    expect(known?.address).to.match(/127\.0\.0\.1|::1/);
    expect(unknown).not.to.have.any.keys('userId', 'name');
  });

  it('is not there where nothing was changed', async () => {
    const kept = await deps().redis.xlen(keys.events);
    const viewer = await signIn(pages.connector, 'viewer');
    const { redis } = deps();
    expect(await redis.xlen(keys.events), 'joined, invited in and signed in').to.equal(kept + 3);
    const refused = [
      await viewer.postForm('/console/iclients', { name: 'x' }),
      await admin.postForm('/console/iclients', { name: '' }),
      await admin.postForm(`/console/users/${admin.user.id}/role`, { role: 'owner' }),
      await admin.postForm('/console/users/us_none/delete'),
      await pages.builder.postForm('/console/connections/cn_none/delete', { name: 'x' }),
      await viewer.postForm('/console/account', { name: 'a'.repeat(101), language: 'en' }),
    ];
    for (const { status } of refused) expect(status).to.be.within(400, 422);
    expect(await redis.xlen(keys.events)).to.equal(kept + 3);
  });
});
