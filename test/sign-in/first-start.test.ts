import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import supertest from 'supertest';
import { connectorEnv, makeDataDir } from '../support/connector.ts';
import { cookieClient } from '../support/cookie-client.ts';
import { collectEnds } from '../support/ends.ts';
import { freePort } from '../support/free-port.ts';
import { pathOf } from '../support/journeys.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { formTokenIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

const publicUrl = 'http://connector.example';
const person = { email: 'first@example.com', name: 'Fi', password: 'password of the first one' };

describe('the link to make the first admin', function () {
  this.timeout(40_000);
  const ends = collectEnds();
  let dataDir: string;
  beforeEach(async () => {
    dataDir = ends.later(await makeDataDir(), (dir) => rm(dir, { recursive: true, force: true }));
  });
  afterEach(() => ends.all());

  const start = async () => {
    const sandboxUrl = `http://127.0.0.1:${await freePort()}`;
    const env = { ...connectorEnv({ port: 0, dataDir, sandboxUrl }), PUBLIC_URL: publicUrl };
    return ends.later(await startServiceProcess(env), ({ stop }) => stop());
  };
  const linksIn = (service: ServiceProcess) =>
    [...service.output().matchAll(/^To make the first admin, open: (\S+)$/gm)].map(
      ([, link = '']) => link,
    );
  const printed = (service: ServiceProcess) =>
    until('the link is printed', () => linksIn(service)[0]);
  const stop = async (service: ServiceProcess) => {
    service.signal('SIGINT');
    expect(await service.ended()).to.equal(0);
  };
  const browser = (service: ServiceProcess) => cookieClient(() => supertest(service.address));
  const opens = async (service: ServiceProcess, link: string) =>
    (await browser(service).get(pathOf(link))).status;
  const use = async (service: ServiceProcess, link: string, who = person) => {
    const agent = browser(service);
    const page = await agent.get('/sign-in');
    const token = new URL(link).searchParams.get('token') ?? '';
    const answer = await agent.post('/first-admin', {
      form: { _token: formTokenIn(page.text), token, ...who },
      headers: { Origin: publicUrl },
    });
    return { answer, agent };
  };

  it('is printed at every start without a user, and the first use ends all of them', async () => {
    const first = await start();
    const older = await printed(first);
    expect(older).to.match(/^http:\/\/connector\.example\/first-admin\?token=[\w-]{43}$/);
    await stop(first);
    expect(linksIn(first)).to.have.length(1);
    const second = await start();
    const newer = await printed(second);
    expect(newer).to.not.equal(older);
    for (const link of [older, newer])
      expect(await opens(second, link), 'while there is no user').to.equal(200);

    const { answer, agent } = await use(second, older);

    expect(answer.status, answer.text).to.equal(303);
    expect((await agent.get('/console/users')).text).to.include(person.email);
    const other = { ...person, email: 'second@example.com' };
    for (const link of [older, newer]) {
      expect(await opens(second, link), 'once there is a user').to.equal(410);
      expect((await use(second, link, other)).answer.status, 'when it is sent').to.equal(410);
    }
    expect((await agent.get('/console/users')).text).not.to.include(other.email);
    await stop(second);

    const third = await start();
    await until('it is ready', async () => (await fetch(`${third.address}/readyz`)).ok);
    await stop(third);
    expect(linksIn(third), 'with a user').to.deep.equal([]);
  });

  it('is on standard output only, never in the log', async () => {
    const service = await start();
    const token = new URL(await printed(service)).searchParams.get('token') ?? '';
    await opens(service, `${publicUrl}/first-admin?token=${token}`);
    await stop(service);
    const lines = service.output().split('\n');
    expect(lines.filter((line) => line.includes(token))).to.deep.equal([
      `To make the first admin, open: ${publicUrl}/first-admin?token=${token}`,
    ]);
    expect(lines.some((line) => line.includes('/first-admin') && line.startsWith('{'))).to.equal(
      true,
    );
  });
});
