/** Each route of the console that changes something or needs a role, and who may not use it. */
import { expect } from 'chai';
import { createApp } from '../../server/app.ts';
import { type Role, roles } from '../../server/users/user.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { mountedRoutes } from '../support/mounted-routes.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

type Route = { method: 'GET' | 'POST'; path: string; needs: Role };

/** A path may name things that are not there: the role is looked at first. */
const routes: Route[] = [
  { method: 'GET', path: '/console/users', needs: 'admin' },
  { method: 'POST', path: '/console/users', needs: 'admin' },
  { method: 'POST', path: '/console/users/invitations/renew', needs: 'admin' },
  { method: 'POST', path: '/console/users/invitations/withdraw', needs: 'admin' },
  { method: 'POST', path: '/console/users/us_example/role', needs: 'admin' },
  { method: 'POST', path: '/console/users/us_example/delete', needs: 'admin' },
  { method: 'POST', path: '/console/users/us_example/sign-in-link', needs: 'admin' },
  ...both('/console/api-keys', 'admin'),
  { method: 'GET', path: '/console/api-keys/new', needs: 'admin' },
  { method: 'GET', path: '/console/api-keys/connections', needs: 'admin' },
  ...both('/console/api-keys/ak_example/revoke', 'admin'),
  { method: 'GET', path: '/console', needs: 'viewer' },
  { method: 'GET', path: '/console/account', needs: 'viewer' },
  { method: 'POST', path: '/console/account', needs: 'viewer' },
  { method: 'POST', path: '/console/account/password', needs: 'viewer' },
  { method: 'POST', path: '/console/account/sign-out-everywhere', needs: 'viewer' },
  { method: 'POST', path: '/console/language', needs: 'viewer' },
  { method: 'GET', path: '/console/connections', needs: 'viewer' },
  { method: 'GET', path: '/console/connections/new', needs: 'builder' },
  ...both('/console/connections/new/app', 'builder'),
  ...both('/console/connections/new/api-account', 'builder'),
  { method: 'GET', path: '/console/connections/lenders', needs: 'builder' },
  { method: 'GET', path: '/console/connections/cn_example', needs: 'viewer' },
  { method: 'POST', path: '/console/connections/cn_example/test', needs: 'builder' },
  { method: 'POST', path: '/console/connections/cn_example/authorize', needs: 'builder' },
  ...both('/console/connections/cn_example/edit', 'builder'),
  ...both('/console/connections/cn_example/disconnect', 'builder'),
  ...both('/console/connections/cn_example/delete', 'builder'),
  { method: 'GET', path: '/console/companies', needs: 'viewer' },
  { method: 'POST', path: '/console/companies', needs: 'builder' },
  { method: 'GET', path: '/console/companies/new', needs: 'builder' },
  { method: 'GET', path: '/console/companies/names', needs: 'viewer' },
  { method: 'GET', path: '/console/companies/co_example', needs: 'viewer' },
  ...both('/console/companies/co_example/edit', 'builder'),
  ...both('/console/companies/co_example/delete', 'builder'),
  ...both('/console/companies/co_example/links/new', 'builder'),
  ...both('/console/companies/co_example/links/ln_example/revoke', 'builder'),
  ...both('/console/settings', 'admin'),
  { method: 'GET', path: '/console/settings/colour', needs: 'admin' },
  { method: 'GET', path: '/console/iclients', needs: 'viewer' },
  { method: 'POST', path: '/console/iclients', needs: 'admin' },
  { method: 'GET', path: '/console/iclients/new', needs: 'admin' },
  { method: 'GET', path: '/console/iclients/default', needs: 'viewer' },
  { method: 'POST', path: '/console/iclients/default', needs: 'admin' },
  { method: 'GET', path: '/console/iclients/default/edit', needs: 'admin' },
  ...both('/console/iclients/default/delete', 'admin'),
  { method: 'GET', path: '/console/iclients/default/callbacks', needs: 'viewer' },
  { method: 'POST', path: '/console/iclients/default/callbacks/checks', needs: 'builder' },
  { method: 'GET', path: '/console/iclients/default/callbacks/checks/cc_0', needs: 'viewer' },
  { method: 'POST', path: '/console/iclients/default/callbacks/simulations', needs: 'builder' },
  { method: 'GET', path: '/console/iclients/default/callbacks/simulations/si_0', needs: 'viewer' },
  ...both('/console/iclients/default/callbacks/inspector', 'viewer'),
  { method: 'GET', path: '/console/iclients/default/callbacks/recorder', needs: 'viewer' },
  { method: 'POST', path: '/console/iclients/default/callbacks/recorder', needs: 'builder' },
  { method: 'GET', path: '/console/iclients/default/callbacks/recorder/stream', needs: 'viewer' },
  { method: 'GET', path: '/console/iclients/default/callbacks/recorder/1-0', needs: 'viewer' },
  { method: 'GET', path: '/console/events', needs: 'viewer' },
  { method: 'GET', path: '/console/events.csv', needs: 'viewer' },
  { method: 'GET', path: '/console/events.jsonl', needs: 'viewer' },
  { method: 'GET', path: '/console/authorizations/opening', needs: 'viewer' },
  { method: 'GET', path: '/console/authorizations/none', needs: 'viewer' },
  { method: 'GET', path: '/console/authorizations/none/go', needs: 'viewer' },
];

function both(path: string, needs: Role): Route[] {
  return [
    { method: 'GET', path, needs },
    { method: 'POST', path, needs },
  ];
}

describe('each route of the console', () => {
  let connector: Connector;
  const browsers = new Map<Role, SignedInBrowser>();
  before(async () => {
    connector = await startConnector();
    for (const role of roles) browsers.set(role, await signIn(connector, role));
  });
  after(() => connector.close());

  const browserOf = (role: Role) => {
    const browser = browsers.get(role);
    if (!browser) throw new Error(`Nobody has the role ${role}.`);
    return browser;
  };

  for (const { method, path, needs } of routes) {
    const name = `${method} ${path}`;

    for (const role of roles.slice(0, roles.indexOf(needs))) {
      it(`${name} refuses a ${role}`, async () => {
        const { agent, postForm } = browserOf(role);
        const answer = await (method === 'GET' ? agent.get(path) : postForm(path));
        expect(answer.status, answer.text).to.equal(403);
        expect(answer.text).to.contain('Your role does not allow this');
      });
    }

    it(`${name} is for nobody who is not signed in`, async () => {
      const agent = connector.agent();
      if (method === 'GET') {
        const answer = await agent.get(path);
        expect(answer.status).to.equal(303);
        expect(answer.headers.location).to.match(/^\/sign-in\?next=/);
      } else {
        const headers = { Origin: connector.publicUrl };
        expect((await agent.post(path, { headers })).status).to.equal(401);
      }
    });

    if (method === 'GET') {
      if (routes.some((route) => route.path === path && route.method === 'POST')) continue;
      it(`${name} takes no form`, async () => {
        const answer = await browserOf('admin').postForm(path);
        expect(answer.status).to.equal(405);
        expect(answer.headers.allow).to.equal('GET');
      });
      continue;
    }

    it(`${name} refuses a form without its token, with another's, or from elsewhere`, async () => {
      const { agent, formToken } = browserOf('admin');
      const other = browserOf('builder').formToken;
      const ours = { Origin: connector.publicUrl };
      for (const { form, headers } of [
        { form: {}, headers: ours },
        { form: { _token: other }, headers: ours },
        { form: { _token: ['', formToken] }, headers: ours },
        { form: { _token: formToken }, headers: {} },
        { form: { _token: formToken }, headers: { Origin: 'null' } },
        { form: { _token: formToken }, headers: { Origin: 'https://evil.example' } },
        { form: { _token: formToken }, headers: { Origin: `${connector.publicUrl}.evil.example` } },
      ])
        expect((await agent.post(path, { form, headers })).status).to.equal(403);
    });

    if (routes.some((route) => route.path === path && route.method === 'GET')) continue;

    it(`${name} changes nothing by GET`, async () => {
      const answer = await browserOf('admin').agent.get(path);
      expect(answer.status).to.equal(405);
      expect(answer.headers.allow).to.equal('POST');
    });
  }

  it('is listed here', () => {
    const listed = (method: string, path: string) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '[.]').replace(/:\w+/g, '[^/]+')}$`);
      const named = routes.filter((route) => pattern.test(route.path));
      return named.some((route) => method === '*' || route.method === method);
    };
    const mounted = mountedRoutes(createApp(connector.service.deps)).filter(({ path }) =>
      path.startsWith('/console'),
    );
    expect(mounted).to.have.length.above(30);
    expect(mounted.filter(({ method, path }) => !listed(method, path))).to.deep.equal([]);
  });

  it('/sign-out changes nothing by GET', async () => {
    const { agent } = browserOf('viewer');
    expect((await agent.get('/sign-out')).status).to.equal(405);
    expect((await agent.get('/console/account')).status).to.equal(200);
  });
});
