import { expect } from 'chai';
import { startConnector } from '../support/connector.ts';

const token = 'example-metrics-token';

describe('The metrics', () => {
  it('are told to who sends the token, and to nobody else', async () => {
    const connector = await startConnector({ env: { METRICS_TOKEN: token } });
    try {
      const ask = (authorization?: string) => {
        const request = connector.http().get('/metrics');
        return authorization === undefined ? request : request.set('Authorization', authorization);
      };
      for (const wrong of [undefined, 'Bearer wrong', `Bearer ${token}x`, `Basic ${token}`, token])
        expect((await ask(wrong)).status, wrong).to.equal(404);
      const answer = await ask(`Bearer ${token}`);
      expect(answer.status).to.equal(200);
      expect(answer.headers['content-type']).to.match(/^text\/plain/);
      expect(answer.text).to.include('connector_slots_in_use 0');
      expect(answer.text).not.to.include(token);
    } finally {
      await connector.close();
    }
  });

  it('are not there without a token', async () => {
    const connector = await startConnector();
    try {
      for (const authorization of ['Bearer ', 'Bearer undefined'])
        expect(
          (await connector.http().get('/metrics').set('Authorization', authorization)).status,
        ).to.equal(404);
    } finally {
      await connector.close();
    }
  });
});
