import { expect } from 'chai';
import { Pool } from 'undici';
import { consoleCookieName } from '../../server/http/console-session.ts';
import { embeddedCookieName } from '../../server/http/embedded-session.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, open } from '../support/journeys.ts';

const visits = 10_000;
const atOnce = 50;

/** A form before the sign-in is bound to its browser by a cookie, and by nothing in Redis. */
function expectNoCookieOfASession(path: string, cookies: string[]): void {
  const hasForm = /^\/(sign-in|join|first-admin)/.test(path);
  for (const cookie of cookies) expect(cookie, path).to.match(/^__Host-browser=/);
  if (!hasForm) expect(cookies, path).to.deep.equal([]);
}

describe('visitors whom nobody let in', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
    await install(connector);
  });
  after(() => connector.close());

  /** What a browser may bring: nothing, rubbish, and the cookie of a session that has ended. */
  const cookies = async () => {
    const { agent, location } = await open(connector);
    await agent.post(`${location}/logout`, { Origin: connector.publicUrl });
    const [ended = ''] = agent.cookies();
    return [
      '',
      `${embeddedCookieName}=x`,
      `${embeddedCookieName}=s%3Aabc.def`,
      `${consoleCookieName}=s%3Aabc.def`,
      ended,
    ];
  };

  it('leave nothing behind in Redis, however many they are', async () => {
    const { redis, connections } = connector.service.deps;
    const { id } = (await connections.findByStore('default', 'snowboots')) ?? {};
    const paths = [
      '/',
      '/sign-in',
      '/sign-in?next=/console/users',
      '/sign-in/link?token=x',
      '/join?token=x',
      '/first-admin',
      '/sign-out',
      '/console/connections',
      '/console/account',
      '/missing',
      '/healthz',
      '/readyz',
      '/public/page.css',
      '/app/cn_unheard_of',
      `/app/${id}`,
      `/app/${id}/missing`,
      `/app/${id}/signed-out`,
      `/app/${id}/logout`,
      '/auth',
      '/auth?error=access_denied',
      '/bigcommerce/unheard-of/auth?code=x',
      '/load',
      '/load?signed_payload_jwt=a.b.c',
      '/uninstall?signed_payload_jwt=a.b.c',
      '/remove_user?signed_payload_jwt=a.b.c',
    ];
    const brought = await cookies();
    // Refused callbacks share one bounded stream, which the first of them makes.
    await connector.http().get('/load?signed_payload_jwt=a.b.c');
    const before = (await redis.keys('*')).sort();
    const pool = new Pool(connector.service.address, { connections: atOnce });
    const statuses = new Set<number>();
    let next = 0;
    const visitor = async () => {
      while (next < visits) {
        const visit = next++;
        const path = paths[visit % paths.length] ?? '/';
        const cookie = brought[Math.floor(visit / paths.length) % brought.length];
        const headers = cookie ? { cookie } : {};
        const {
          statusCode,
          headers: answered,
          body,
        } = await pool.request({
          path,
          method: 'GET',
          headers,
        });
        await body.dump();
        statuses.add(statusCode);
        expectNoCookieOfASession(path, [answered['set-cookie'] ?? []].flat());
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, visitor));
    } finally {
      await pool.close();
    }

    expect([...statuses].sort()).to.deep.equal([200, 303, 400, 401, 404, 405, 410]);
    expect((await redis.keys('*')).sort()).to.deep.equal(before);
  }).timeout(120_000);

  it('leave nothing that stays when they make up codes', async () => {
    const { redis } = connector.service.deps;
    const before = new Set(await redis.keys('*'));
    for (let visit = 0; visit < 20; visit += 1) {
      const query = `code=made-up-${visit}&context=stores/snowboots&scope=example_scope`;
      expect((await connector.http().get(`/auth?${query}`)).status).to.equal(400);
    }

    const left = (await redis.keys('*')).filter((key) => !before.has(key));
    for (const key of left) expect(await redis.ttl(key), key).to.be.within(1, 120);
  });
});
