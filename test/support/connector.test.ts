import { expect } from 'chai';
import { type Connector, clientSecret, startConnector } from './connector.ts';

const canary = 'canary-that-got-out';

/** Ways in which a secret could get out; the connector of the tests must notice each. */
const leaks: Record<string, (connector: Connector) => Promise<unknown> | unknown> = {
  'in the log': ({ service }) => service.deps.log.info(`Look: ${canary}`),
  'in an error that is logged': ({ service }) =>
    service.deps.log.error({ err: new Error('Outer', { cause: new Error(canary) }) }, 'Failed.'),
  'in a value in Redis': ({ service }) => service.deps.redis.set('example', canary),
  'in a hash in Redis': ({ service }) => service.deps.redis.hset('example', 'field', canary),
  'in the name of a key': ({ service }) => service.deps.redis.set(`example:${canary}`, '1'),
  'in the page of an answer': async ({ service, http }) => {
    service.deps.views.render = () => `<p>${canary}</p>`;
    await http().get('/sign-in');
  },
  'in the answer to a browser with cookies': async ({ service, agent }) => {
    service.deps.views.render = () => `<p>${canary}</p>`;
    await agent().get('/sign-in');
  },
};

describe('closing a connector after a test', () => {
  for (const [where, leak] of Object.entries(leaks)) {
    it(`fails when a secret is ${where}`, async () => {
      const connector = await startConnector();
      connector.keepSecret(canary);
      await leak(connector);

      expect(await failureOf(connector.close())).to.include(canary);
    });
  }

  it("fails when the app's own secret is in the log", async () => {
    const connector = await startConnector();
    connector.service.deps.log.info(clientSecret);

    expect(await failureOf(connector.close())).to.match(/the log: .* not include 'canary-client/s);
  });

  it('passes when there is nothing to find', async () => {
    const connector = await startConnector();
    connector.keepSecret(canary);
    await connector.http().get('/sign-in');

    await connector.close();
  });
});

async function failureOf(promise: Promise<void>): Promise<string> {
  try {
    await promise;
    return 'nothing failed';
  } catch (error) {
    return String(error);
  }
}
