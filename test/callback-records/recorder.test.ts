import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, install, signedPayload } from '../support/journeys.ts';
import { recorderPath, recordOf, switchRecorder, untilRecorded } from '../support/recorder.ts';
import { addSecondApp, second } from '../support/second-app.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

describe('the recorder of an iClient', () => {
  let connector: Connector;
  let builder: SignedInBrowser;

  before(async () => {
    connector = await startConnector();
    await addSecondApp(connector);
    builder = await signIn(connector, 'builder');
    await switchRecorder(builder, 'on');
  });
  after(() => connector.close());

  const record = (act: () => PromiseLike<unknown>) => recordOf(connector, act);
  const get = (path: string, headers: Record<string, string> = {}) =>
    record(() => connector.http().get(path).set(headers));
  const pageOf = async ({ id }: { id: string }) =>
    (await builder.agent.get(`${recorderPath}/${id}`)).text;

  it('keeps an install with the checks that it passed, and not its code', async () => {
    const kept = await record(() => install(connector));
    expect(kept).to.include({ kind: 'auth', method: 'GET', path: '/auth', status: 200 });
    expect(kept).not.to.have.any.keys('code', 'diagnosis');
    expect(kept.parameters.find(({ name }) => name === 'context')?.value).to.match(/^stores[/]/);
    expect(kept.parameters).to.deep.include({ name: 'code' });
    const page = await pageOf(kept);
    expect(page).to.include('BigCommerce exchanges the code for a token');
    expect(page.match(/verdict-passed/g)).to.have.length(9);
    expect(page).not.to.include('verdict-failed');
  });

  it('keeps a callback that was refused, with the check that failed and its diagnosis', async () => {
    const kept = await get('/auth');
    expect(kept).to.include({
      code: 'callback_without_code',
      status: 400,
      diagnosis: 'opened_by_hand',
    });
    const page = await pageOf(kept);
    expect(page).to.include('Opened by hand').and.include('callback_without_code');
    expect(page.match(/verdict-failed/g), 'the outcome and one check').to.have.length(2);
    expect(page.match(/verdict-not_reached/g)).to.have.length(4);
  });

  it('tells a code that came before from one that BigCommerce refuses', async () => {
    connector.keepSecret('canary-code-that-nobody-gave');
    const path = '/auth?code=canary-code-that-nobody-gave&context=stores/snowboots&scope=x';
    const { host: Host } = new URL(connector.publicUrl);
    const code = 'code_refused';
    expect(await get(path, { Host })).to.include({ code, diagnosis: 'exchange_refused' });
    expect(await get(path, { Host })).to.include({ code, diagnosis: 'code_used_or_late' });
  });

  it('names what is wrong with a payload, and keeps nothing of it', async () => {
    const secret = 'canary-secret-of-somebody-else-entirely';
    const forged = await signedPayload(connector, { secret });
    expect(await get(`/load?signed_payload_jwt=${forged}`)).to.include({
      kind: 'load',
      code: 'payload_invalid',
      diagnosis: 'wrong_secret',
    });
    const exp = Math.floor(Date.now() / 1000) - 3_600;
    const old = await signedPayload(connector, { claims: { exp } });
    expect(await get(`/uninstall?signed_payload_jwt=${old}`)).to.include({
      kind: 'uninstall',
      code: 'payload_expired',
      diagnosis: 'payload_expired',
    });
  });

  it('keeps no state, no value of an unknown name, and no name that could be a code', async () => {
    const canaries = ['state', 'extra', 'name', 'uuid', 'description', 'path', 'listed'].map(
      (name) => `canary-${name}-of-a-callback`,
    );
    for (const canary of canaries) connector.keepSecret(canary);
    const [state, extra, name, uuid, description, path, listed] = canaries;
    const kept = await get(
      `/auth?state=${state}&other=${extra}&code%3D${name}&account_uuid=${uuid}&error_description=${description}&scope=${listed}&scope=x`,
      { Referer: `https://panel.example/manage/${path}?token=${path}` },
    );
    expect(kept).to.include({ code: 'state_unknown', refererHost: 'panel.example' });
    expect(kept.parameters).to.have.deep.members([
      { name: 'state' },
      { name: 'account_uuid' },
      { name: 'error_description' },
      { name: 'scope' },
    ]);
    expect(kept.otherParameters).to.equal(2);
    expect(await pageOf(kept)).to.include('2 other parameters');
  });

  it('tells by which host and scheme it came', async () => {
    const old = 'old-one.ngrok.app';
    const tunnelled = await get('/load', { Host: old, 'X-Forwarded-Proto': 'https' });
    expect(tunnelled).to.include({ scheme: 'https', host: old });
    expect(await pageOf(tunnelled)).to.include('An old tunnel');
    const expected = await get('/load', { Host: new URL(connector.publicUrl).host });
    expect(await pageOf(expected)).not.to.include('On this machine only');
    const forwarded = await get('/load', {
      Host: 'inside.example:3000',
      'X-Forwarded-Host': 'tunnel.example',
      'X-Forwarded-Proto': 'https',
    });
    expect(forwarded).to.include({
      scheme: 'https',
      host: 'tunnel.example',
      via: 'inside.example:3000',
    });
    const told = 'As the caller says (X-Forwarded-Host, X-Forwarded-Proto)';
    expect(await pageOf(forwarded))
      .to.include('inside.example:3000')
      .and.include(told);
    expect(await pageOf(expected)).not.to.include('As the caller says');
  });

  it('keeps every way to be refused: another method, a prefetch, an external install', async () => {
    const posted = await record(() => connector.http().post('/remove_user'));
    expect(posted).to.include({ method: 'POST', code: 'method_not_allowed', kind: 'remove_user' });
    expect(await get('/auth?code=x', { 'Sec-Purpose': 'prefetch' })).to.include({
      code: 'opened_ahead',
    });
    const { code, context } = await consent(connector);
    const answered = await get(`/auth?external_install=1&code=${code}&context=${context}`);
    expect(answered).to.include({ code: 'parameter_invalid', parameter: 'scope', status: 302 });
  });

  it('keeps nothing of another iClient, whose own it keeps at its own path', async () => {
    const before = await connector.service.deps.callbackRecords.list('default');
    const path = `/console/iclients/${second.iclientId}/callbacks/recorder`;
    await connector.http().get(second.load);
    await switchRecorder(builder, 'on', path);
    await connector.http().get(second.load);
    const [kept, ...others] = await untilRecorded(connector, 1, second.iclientId);
    expect(others, 'what came before the switch').to.deep.equal([]);
    expect(kept).to.include({ path: second.load });
    expect(await connector.service.deps.callbackRecords.list('default')).to.deep.equal(before);
    const elsewhere = await builder.agent.get(`${recorderPath}/${kept?.id}`);
    expect(elsewhere.status).to.equal(404);
    expect(elsewhere.text).to.include('This callback is not kept any more');
  });

  it('shows those that the filters ask for, and refuses other filters', async () => {
    await get('/uninstall');
    const { text } = await builder.agent.get(`${recorderPath}?kind=uninstall&verdict=failed`);
    expect(text).to.include('>Uninstall</a>').and.not.to.include('>Auth</a>');
    const taken = (await builder.agent.get(`${recorderPath}?verdict=passed`)).text;
    expect(taken).to.include('verdict-passed').and.not.to.include('verdict-failed');
    expect((await builder.agent.get(`${recorderPath}?kind=other`)).status).to.equal(400);
  });

  it('speaks French to who reads French', async () => {
    const kept = await get('/load');
    await builder.postForm('/console/language', { language: 'fr' });
    expect(await pageOf(kept))
      .to.include('Ouverte à la main')
      .and.include('Non atteint');
    await builder.postForm('/console/language', { language: 'en' });
  });

  it('is switched off by who may, and tells the trail of both', async () => {
    await switchRecorder(builder, 'off');
    const before = await connector.service.deps.callbackRecords.list('default');
    await install(connector);
    expect((await builder.agent.get(recorderPath)).text).to.include('Not recording');
    await switchRecorder(builder, 'on');
    await get('/load');
    const after = await connector.service.deps.callbackRecords.list('default');
    expect(after).to.have.length(before.length + 1);
    const kinds = (await connector.service.deps.events.latest(30)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('iclient.recording'))).to.deep.equal([
      'iclient.recording_started',
      'iclient.recording_stopped',
      'iclient.recording_started',
      'iclient.recording_started',
    ]);
    const viewer = await signIn(connector, 'viewer');
    const { text } = await viewer.agent.get(recorderPath);
    expect(text).to.include('Recording').and.not.to.include('Stop recording');
  });

  it('refuses to be switched to anything but on and off', async () => {
    expect((await builder.postForm(recorderPath, { recorder: 'maybe' })).status).to.equal(400);
    expect((await builder.postForm(recorderPath, { other: 'on' })).status).to.equal(400);
  });
});
