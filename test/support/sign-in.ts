/** Signs in to the console, as somebody does who opens a one-time link. */
import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { Role, User } from '../../server/users/user.ts';
import type { Connector } from './connector.ts';
import type { CookieClient, Post } from './cookie-client.ts';

export type SignedInBrowser = {
  agent: CookieClient;
  formToken: string;
  user: User;
  /** Posts a form as a page of the console does: with its token, from our origin. */
  postForm(path: string, form?: NonNullable<Post['form']>): ReturnType<CookieClient['post']>;
};

/** Makes a user of that role and signs them in, in a browser of their own. */
export async function signIn(connector: Connector, role: Role): Promise<SignedInBrowser> {
  const { users } = connector.service.deps;
  const email = `${role}-${randomBytes(4).toString('hex')}@example.com`;
  const by = { actor: { kind: 'operator' }, address: '' } as const;
  const user = await users.ensure({ email, name: `Example ${role}`, role }, by);
  return signInAs(connector, user);
}

/** Signs a user in, in one more browser. */
export async function signInAs(connector: Connector, user: User): Promise<SignedInBrowser> {
  const token = await connector.service.deps.users.makeSignInLink(user.id);
  const agent = connector.agent();
  const page = await agent.get(`/sign-in/link?token=${token}`);
  const form = { _token: formTokenIn(page.text), token };
  return entered(connector, agent, user, await agent.post('/sign-in/link', asOwn(connector, form)));
}

/** Signs a user in who has this password, in one more browser. */
export async function signInByPassword(
  connector: Connector,
  user: User,
  password: string,
): Promise<SignedInBrowser> {
  const agent = connector.agent();
  const _token = formTokenIn((await agent.get('/sign-in')).text);
  const form = { _token, email: user.email, password };
  return entered(connector, agent, user, await agent.post('/sign-in', asOwn(connector, form)));
}

async function entered(
  connector: Connector,
  agent: CookieClient,
  user: User,
  answer: Awaited<ReturnType<CookieClient['post']>>,
): Promise<SignedInBrowser> {
  expect(answer.status, answer.text).to.equal(303);
  const formToken = formTokenIn((await agent.get('/console/account')).text);
  return {
    agent,
    formToken,
    user,
    postForm: (path, form = {}) =>
      agent.post(path, asOwn(connector, { _token: formToken, ...form })),
  };
}

/** A form as a page of the console sends it. */
function asOwn({ publicUrl }: Connector, form: NonNullable<Post['form']>): Post {
  return { form, headers: { Origin: publicUrl } };
}

/** The form token of a page. */
export function formTokenIn(html: string): string {
  const token = /name="_token" value="([^"]+)"/.exec(html)?.[1];
  if (token === undefined) throw new Error(`The page has no form token:\n${html}`);
  return token;
}
