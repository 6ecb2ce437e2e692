/** The inspector's page: what is pasted is told in words, once, and stays nowhere. */
import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { type Connector, clientId, clientSecret, startConnector } from '../support/connector.ts';
import { install, signedPayload } from '../support/journeys.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const path = '/console/iclients/default/callbacks/inspector';
const secondSecret = 'canary-client-secret-of-the-second-app';
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('the inspector of callbacks', () => {
  let connector: Connector;
  let viewer: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    connector.keepSecret(secondSecret);
    await connector.service.deps.iclients.create(
      {
        name: 'Second app',
        clientId: 'secondappclientid',
        accountUuid: undefined,
        scopes: [],
        clientSecret: secondSecret,
      },
      by,
    );
    viewer = await signIn(connector, 'viewer');
  });
  after(() => connector.close());

  /** Neither the whole of a payload nor its signature may be found anywhere afterwards. */
  const signed = (change: object = {}, secret = clientSecret) => {
    const nowS = Math.floor(Date.now() / 1000);
    const claims = {
      aud: clientId,
      iss: 'bc',
      iat: nowS,
      nbf: nowS,
      exp: nowS + 86_400,
      jti: 'canary-jti-of-a-pasted-payload',
      sub: 'stores/inspected',
      user: { id: 4003, email: 'canary-user@tinycases.example', locale: 'en-US' },
      owner: { id: 4001, email: 'mika@tinycases.example' },
      url: '/',
      channel_id: null,
      ...change,
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    const signature = createHmac('sha256', secret).update(content).digest('base64url');
    for (const canary of [content, signature]) connector.keepSecret(canary);
    return `${content}.${signature}`;
  };

  it('is led to from the page of the iClient, and is for viewers', async () => {
    const iclient = await viewer.agent.get('/console/iclients/default');
    expect(iclient.text).to.contain('href="/console/iclients/default/callbacks"');
    const overview = await viewer.agent.get('/console/iclients/default/callbacks');
    expect(overview.text).to.contain(`${connector.publicUrl}/remove_user`);
    expect(overview.text).to.contain(`href="${path}"`);
    const page = await viewer.agent.get(path);
    expect(page.status).to.equal(200);
    expect(page.headers['cache-control']).to.equal('no-store');
  });

  it('shows the parts of a right payload with what they mean', async () => {
    const answer = await viewer.postForm(path, { pasted: signed() });
    expect(answer.status).to.equal(200);
    expect(answer.headers['cache-control']).to.equal('no-store');
    for (const words of [
      'Nothing refuses it',
      'It fits the client secret of this iClient.',
      'canary-user@tinycases.example',
      'For which app: its client ID.',
      'No connection of this iClient is to the store inspected.',
    ])
      expect(answer.text).to.contain(words);
  });

  for (const [what, paste, words] of [
    [
      'another iClient’s secret by its name',
      () => signed({}, secondSecret),
      'It was signed with the client secret of the iClient “Second app”.',
    ],
    [
      'how long a payload has been expired',
      () => signed({ exp: Math.floor(Date.now() / 1000) - 7_200 }),
      /expired for 7,20\d seconds \(2 hours\)/,
    ],
    [
      'by how much a clock is behind',
      () => signed({ nbf: Math.floor(Date.now() / 1000) + 300 }),
      /it will be valid in (300|299|298|297) seconds/,
    ],
    ['a placeholder', () => signed({ sub: 'stores/{store_hash}' }), 'The context is a placeholder'],
    ['a callback without a code', () => '/auth', 'Opened by hand'],
  ] as const) {
    it(`names ${what}`, async () => {
      const answer = await viewer.postForm(path, { pasted: paste() });
      expect(answer.text).to.contain('It is refused').and.to.match(new RegExp(words));
    });
  }

  it('does not call a payload of the old kind taken, however rightly it is signed', async () => {
    const json = JSON.stringify({ context: 'stores/inspected', user: { id: 4003 } });
    const hmac = createHmac('sha256', clientSecret).update(json).digest('hex');
    const pasted = [json, hmac].map((part) => Buffer.from(part).toString('base64')).join('.');
    const { text } = await viewer.postForm(path, { pasted });
    expect(text).to.contain('Signed rightly, but not taken here').and.contain('message-warning');
    expect(text).not.to.contain('message-success');
  });

  it('speaks the language of who looks', async () => {
    const french = await signIn(connector, 'viewer');
    await french.postForm('/console/language', { language: 'fr', next: '/console/account' });
    const answer = await french.postForm(path, { pasted: signed({}, secondSecret) });
    expect(answer.text).to.contain('La charge d’une autre application');
  });

  it('keeps its page short, whatever is pasted', async () => {
    const many = Array.from({ length: 1_500 }, (_, at) => `p${at}=1`).join('&');
    const ofUrl = await viewer.postForm(path, { pasted: `/load?${many}` });
    expect(ofUrl.text).to.contain('>p49<').and.contain('and 1450 more').and.not.contain('>p50<');
    const claims = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`c${at}`, 1]));
    const ofPayload = await viewer.postForm(path, { pasted: signed(claims) });
    expect(ofPayload.text).to.match(/and 4\d\d more/);
    expect(ofPayload.text.match(/<dt>/g)?.length).to.be.lessThan(60);
  });

  it('notes that a payload has acted, which refuses nothing', async () => {
    await install(connector);
    const jwt = await signedPayload(connector);
    const note = 'A callback was carried out with this payload before';
    const before = await viewer.postForm(path, { pasted: jwt });
    expect(before.text).to.contain('Nothing is wrong with it').and.not.contain(note);
    expect((await connector.http().get(`/load?signed_payload_jwt=${jwt}`)).status).to.equal(303);
    const after = await viewer.postForm(path, { pasted: jwt });
    expect(after.text).to.contain(note).and.contain('Nothing is wrong with it');
  });

  it('escapes what was pasted', async () => {
    const answer = await viewer.postForm(path, { pasted: signed({ url: '<script>x</script>' }) });
    expect(answer.text).to.contain('&lt;script&gt;x').and.not.to.contain('<script>x');
  });

  it('refuses nothing at all, more than 16 kB, and fields of others', async () => {
    for (const pasted of ['', '   ', 'x'.repeat(16 * 1024 + 1)]) {
      const answer = await viewer.postForm(path, { pasted });
      expect(answer.status, String(pasted.length)).to.equal(422);
      expect(answer.text).to.contain('aria-invalid="true"').and.not.to.contain('xxxx');
    }
    expect((await viewer.postForm(path, { pasted: 'x', other: 'x' })).status).to.equal(400);
  });

  it('brings nothing back that was pasted in a form of an earlier session', async () => {
    const pasted = signed();
    const { formToken } = await signIn(connector, 'viewer');
    const answer = await viewer.postForm(path, { _token: formToken, pasted });
    expect(answer.status).to.equal(403);
    expect(answer.text).to.contain('Send it again').and.not.to.contain('name="pasted"');
  });

  it('leaves nothing of a payload in the log or in Redis', async () => {
    await viewer.postForm(path, {
      pasted: `${connector.publicUrl}/load?signed_payload_jwt=${signed()}`,
    });
    await viewer.postForm(path, {
      pasted: '/auth?code=canary-code-pasted&context=stores/inspected',
    });
    const kept = connector.logged() + (await dumpRedis(connector.service.deps.redis));
    for (const canary of [
      'canary-user',
      'canary-jti',
      'canary-code',
      'inspected',
      'signed_payload',
    ])
      expect(kept).not.to.contain(canary);
  });

  it('knows nothing of iClients that are not there', async () => {
    const unknown = '/console/iclients/ic_unknown/callbacks';
    expect((await viewer.agent.get(unknown)).status).to.equal(404);
    expect((await viewer.agent.get(`${unknown}/inspector`)).status).to.equal(404);
  });
});
