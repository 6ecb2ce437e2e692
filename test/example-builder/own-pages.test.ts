/** What the demo's pretend integration builder does for others than its own page: nothing. */
import { request } from 'node:http';
import { expect } from 'chai';
import { type ExampleBuilder, startExampleBuilder } from '../../server/example-builder/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { connected, makeKey } from '../support/picker.ts';

describe('the server of the pretend integration builder', function () {
  this.timeout(30_000);
  let connector: Connector;
  let builder: ExampleBuilder;
  let connectionId: string;
  before(async () => {
    connector = await startConnector();
    const { key } = await makeKey(connector, {
      permissions: ['picker:write', 'connections:write', 'proxy:read'],
    });
    const url = connector.publicUrl;
    builder = await startExampleBuilder({ port: 0, connector: { url, apiKey: key } });
    connectionId = await connected(connector, 'snowboots');
  });
  after(async () => {
    await builder.close();
    await connector.close();
  });

  type Answer = { status: number; body: Record<string, unknown> };

  /** Plain HTTP, since `fetch` sends the Host that it pleases. */
  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = request(`${builder.url}${path}`, { method, headers }, async (answer) => {
        const text = (await answer.toArray()).join('');
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) });
      });
      asked.on('error', reject).end();
    });

  const own = () => ({ Origin: builder.url });
  const begin = async () => String((await send('POST', '/sessions', own())).body.flow);

  it('lets no page of another site, and no other name of its own, act with its API key', async () => {
    const flow = await begin();
    const acts = [
      ['POST', '/sessions', 201],
      ['PUT', `/flows/${flow}/source/${connectionId}`, 200],
    ] as const;
    for (const [method, path, status] of acts) {
      for (const headers of [
        {},
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
        { ...own(), Host: 'evil.example' },
      ])
        expect((await send(method, path, headers)).status, path).to.equal(403);
      expect((await send(method, path, own())).status, path).to.equal(status);
    }
  });

  it('reads products of the connection that was chosen for the flow, and of no other', async () => {
    const flow = await begin();
    const products = `/flows/${flow}/products`;
    for (const path of [products, `${products}?connectionId=${connectionId}`, '/flows/x/products'])
      expect((await send('GET', path)).status, path).to.equal(404);
    expect((await send('PUT', `/flows/x/source/${connectionId}`, own())).status).to.equal(409);

    const choose = (id: string) => send('PUT', `/flows/${flow}/source/${id}`, own());
    expect((await choose(connectionId)).status).to.equal(200);
    expect((await choose('cn_another')).status, 'a flow has one source').to.equal(409);
    const { status, body } = await send('GET', products);
    expect(status).to.equal(200);
    expect(body.data).to.be.an('array').and.not.to.have.length(0);
  });
});
