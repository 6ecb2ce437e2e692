/** Whose wrong passwords lock whom out. */
import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn } from '../support/sign-in.ts';

const password = 'the password of the example';
const wrong = 'not the password of the example';
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('wrong passwords for one account', function () {
  this.timeout(60_000);
  let connector: Connector;
  let agent: ReturnType<Connector['agent']>;
  let _token: string;
  before(async () => {
    connector = await startConnector({ env: { TRUST_PROXY: '1' } });
    const { users } = connector.service.deps;
    for (const name of ['ada', 'bob', 'cat', 'dan', 'eve']) {
      const person = { email: `${name}@example.com`, name: '', role: 'viewer' } as const;
      await users.change((await users.ensure(person, by)).id, { password }, by);
    }
    agent = connector.agent();
    _token = formTokenIn((await agent.get('/sign-in')).text);
  });
  after(() => connector.close());

  const guess = async (who: string, typed: string, network: number) => {
    const form = { _token, email: `${who}@example.com`, password: typed };
    const address = { 'X-Forwarded-For': `198.51.100.${network}` };
    const headers = { Origin: connector.publicUrl, ...address };
    return (await agent.post('/sign-in', { form, headers })).status;
  };
  /** The form of the sign-in, once whoever was signed in has signed out. */
  const signedOut = async (owner: ReturnType<Connector['agent']>) => {
    const page = await owner.get('/sign-in');
    if (page.status === 200) return page;
    const form = { _token: formTokenIn((await owner.get('/console/account')).text) };
    await owner.post('/sign-out', { form, headers: { Origin: connector.publicUrl } });
    return owner.get('/sign-in');
  };
  /** From a browser of its own, so that the agent above stays signed out. */
  const signIn = async (
    who: string,
    network: number,
    owner = connector.agent(),
    typed = password,
  ) => {
    const page = await signedOut(owner);
    const form = { _token: formTokenIn(page.text), email: `${who}@example.com`, password: typed };
    const address = { 'X-Forwarded-For': `198.51.100.${network}` };
    const headers = { Origin: connector.publicUrl, ...address };
    return (await owner.post('/sign-in', { form, headers })).status;
  };

  it('lock it for their network after ten, and for nobody else', async () => {
    for (let count = 0; count < 10; count += 1)
      expect(await guess('ada', wrong, 1), `attempt ${count}`).to.equal(422);
    expect(await guess('ada', wrong, 1)).to.equal(429);
    expect(await signIn('ada', 1)).to.equal(429);
    expect(await signIn('ada', 2)).to.equal(303);
    expect(await signIn('bob', 1)).to.equal(303);
  });

  it('lock it for everybody after a hundred, of which a locked network sends none', async () => {
    for (let count = 0; count < 15; count += 1) await guess('bob', wrong, 10);
    for (let network = 11; network < 20; network += 1) {
      expect(await signIn('bob', 99), `before network ${network}`).to.equal(303);
      for (let count = 0; count < 10; count += 1)
        expect(await guess('bob', wrong, network)).to.equal(422);
    }
    expect(await signIn('bob', 99)).to.equal(429);
    expect(await signIn('ada', 99)).to.equal(303);
  });

  it('lock nobody out of a browser in which they have signed in before', async () => {
    const owner = connector.agent();
    expect(await signIn('cat', 31, owner)).to.equal(303);
    for (let network = 21; network < 31; network += 1)
      for (let count = 0; count < 10; count += 1) await guess('cat', wrong, network);
    expect(await signIn('cat', 99)).to.equal(429);
    expect(await signIn('cat', 99, owner)).to.equal(303);
    expect(await signIn('cat', 99, owner, wrong), 'a wrong one').to.equal(422);
  });

  it('are ten in a trusted browser, too, and those for another account are not trusted', async () => {
    const owner = connector.agent();
    expect(await signIn('dan', 41, owner)).to.equal(303);
    for (let count = 0; count < 10; count += 1)
      expect(await signIn('dan', 41, owner, wrong), `attempt ${count}`).to.equal(422);
    expect(await signIn('dan', 41, owner)).to.equal(429);
    for (let count = 0; count < 10; count += 1)
      expect(await signIn('eve', 42, owner, wrong)).to.equal(422);
    expect(await signIn('eve', 42), 'from the same network').to.equal(429);
  });
});
