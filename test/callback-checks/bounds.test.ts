/** How much the checks of a process may do at once, whoever begins them. */
import { expect } from 'chai';
import { type ApiClient, apiClient, byOperator } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

describe('the checks of several iClients at once', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let server: Tunnel;
  let connector: Connector;
  let api: ApiClient;
  before(async () => {
    server = ends.later(await startTunnel(), ({ close }) => close());
    connector = await startConnector({ env: { CALLBACK_CHECK_HOSTS: server.host } });
    ends.later(connector, ({ close }) => close());
    api = await apiClient(connector);
  });
  after(() => ends.all());

  const addIClient = async (count: number) => {
    const { body } = await api.post('/iclients', {
      name: `Example ${count}`,
      clientId: `exampleclientid${count}`,
      clientSecret: `canary-client-secret-of-example-${count}`,
      scopes: [],
    });
    const path = `/bigcommerce/${body.slug}/auth`;
    const whitelist = Array.from(
      { length: 8 },
      (_, at) => `http://${server.host}/${'x'.repeat(at + 1)}${path}`,
    );
    await connector.service.deps.iclients.change(body.id, { whitelist }, byOperator);
    return String(body.id);
  };

  it('send eight requests at a time in all, and come to an end', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    server.behave({
      instead(_req, res) {
        waiting.push(() => res.end());
        most = Math.max(most, waiting.length);
      },
    });
    const ids = await Promise.all([1, 2, 3].map(addIClient));
    const begun = await Promise.all(ids.map((id) => api.post(`/iclients/${id}/callback-checks`)));
    const areDone = async () => {
      const paths = begun.map(
        ({ body }) => `/iclients/${body.iclientId}/callback-checks/${body.id}`,
      );
      const read = await Promise.all(paths.map((path) => api.get(path)));
      return read.every(({ body }) => body.status === 'done');
    };
    await until('eight are there', () => waiting.length === 8);
    // Whatever could come beside them has had the time of several answers.
    for (const id of ids) await api.get(`/iclients/${id}`);
    expect(waiting).to.have.length(8);
    await until('all are done', async () => {
      for (const go of waiting.splice(0)) go();
      return areDone();
    });
    expect(most).to.equal(8);
    expect(server.seen).to.have.length(24);
  });
});
