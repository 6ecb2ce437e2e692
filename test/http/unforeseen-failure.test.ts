import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import type { CookieClient } from '../support/cookie-client.ts';
import { install, open, signedPayload } from '../support/journeys.ts';

describe('a failure that nobody foresaw', () => {
  let connector: Connector;
  let agent: CookieClient;
  let location: string;
  beforeEach(async () => {
    connector = await startConnector();
    await install(connector);
    ({ agent, location } = await open(connector));
    const { redis } = connector.service.deps;
    const id = location.split('/').at(-1) ?? '';
    await redis.set(keys.connection(id), 'not a hash');
  });
  afterEach(() => connector.close());

  it('shows a page with a reference, and nothing of what failed', async () => {
    const page = await agent.get(location);

    expect(page.status).to.equal(500);
    const reference = page.headers['x-request-id'] ?? '';
    expect(page.text).to.include(reference);
    expect(page.text).not.to.match(/WRONGTYPE|not a hash|\bat .*\.ts|ReplyError|bcc/);
    expect(JSON.stringify(page.headers)).not.to.match(/WRONGTYPE|bcc/);
  });

  it('gives programs a problem with a reference, and nothing of what failed', async () => {
    const jwt = await signedPayload(connector);

    const answer = await connector.http().get(`/uninstall?signed_payload_jwt=${jwt}`);

    expect(answer.status).to.equal(500);
    expect(answer.type).to.equal('application/problem+json');
    expect(answer.body).to.include({
      status: 500,
      code: 'internal_error',
      reference: answer.headers['x-request-id'],
    });
    expect(answer.text).not.to.match(/WRONGTYPE|not a hash|\bat .*\.ts|ReplyError|bcc/);
  });

  it('is told in the log under the same reference, without the session of the visitor', async () => {
    const page = await agent.get(location);

    const reference = page.headers['x-request-id'] ?? '';
    const lines = connector.logged().split('\n');
    const line = lines.find((text) => text.includes(reference) && text.includes('internal_error'));
    expect(line).to.include('WRONGTYPE');
    const [cookie = ''] = agent.cookies();
    const id = /s%3A([^.]+)\.(.+)/.exec(cookie) ?? [];
    for (const part of [id[1], id[2]])
      expect(connector.logged()).not.to.include(part ?? 'no cookie');
  });
});
