import { expect } from 'chai';
import { createFormTokens } from '../../server/http/form-token.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn, signIn, signInAs } from '../support/sign-in.ts';

describe('the token of a form', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const path = '/console/account';
  const form = { name: 'Changed', language: 'en' };
  const post = (
    agent: ReturnType<Connector['agent']>,
    sent: Record<string, string | string[]>,
    headers: Record<string, string> = {},
  ) => agent.post(path, { form: sent, headers: { Origin: connector.publicUrl, ...headers } });

  it('is of one session: another one of the same user has another', async () => {
    const first = await signIn(connector, 'viewer');
    const second = await signInAs(connector, first.user);
    expect(second.formToken).not.to.equal(first.formToken);
    const crossed = await post(second.agent, { ...form, _token: first.formToken });
    expect(crossed.status).to.equal(403);
    const own = await post(second.agent, { ...form, _token: second.formToken });
    expect(own.status).to.equal(303);
  });

  it('of the time before the sign-in is worth nothing after it', async () => {
    const { agent, user, formToken } = await signIn(connector, 'viewer');
    const token = await connector.service.deps.users.makeSignInLink(user.id);
    const other = connector.agent();
    const before = formTokenIn((await other.get(`/sign-in/link?token=${token}`)).text);
    const headers = { Origin: connector.publicUrl };
    await other.post('/sign-in/link', { form: { _token: before, token }, headers });
    expect((await post(other, { ...form, _token: before })).status).to.equal(403);
    expect((await post(agent, { ...form, _token: formToken })).status).to.equal(303);
  });

  it('may come in a header instead, which helps no form that brings a wrong one', async () => {
    const { agent, formToken } = await signIn(connector, 'viewer');
    const header = { 'X-Form-Token': formToken };
    expect((await post(agent, form, header)).status).to.equal(303);
    for (const _token of ['', 'x', `${formToken}x`, [formToken, formToken]])
      expect((await post(agent, { ...form, _token }, header)).status).to.equal(403);
  });

  it('cannot be made without the secret of the sessions', () => {
    const ours = createFormTokens('a secret of the example');
    const token = ours.make('session');
    expect(ours.matches('session', token)).to.equal(true);
    expect(ours.matches('session2', token)).to.equal(false);
    expect(createFormTokens('another secret').matches('session', token)).to.equal(false);
    for (const other of ['', 'x', token.slice(1), `${token}AAAA`])
      expect(ours.matches('session', other), other).to.equal(false);
  });

  it('does not make up for a form that is too long or no form at all', async () => {
    const { agent, formToken, user } = await signIn(connector, 'viewer');
    const long = { ...form, _token: formToken, more: 'a'.repeat(300 * 1024) };
    expect((await post(agent, long)).status).to.equal(403);
    const cookie = agent.cookies().join('; ');
    const json = await connector
      .http()
      .post(path)
      .set({ Origin: connector.publicUrl, Cookie: cookie, 'Content-Type': 'application/json' })
      .send({ ...form, name: 'By JSON', _token: formToken });
    expect(json.status).to.equal(403);
    expect((await connector.service.deps.users.find(user.id))?.name).to.equal('Example viewer');
  });
});
