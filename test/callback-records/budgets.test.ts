/** What anybody can send does not push out of the recorder what BigCommerce sent. */
import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, signedPayload } from '../support/journeys.ts';
import { recordOf, switchRecorder } from '../support/recorder.ts';
import { signIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

describe('what anybody can send to a recorder', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
    await switchRecorder(await signIn(connector, 'builder'), 'on');
  });
  after(() => connector.close());

  it('takes 50 places of its own, and none of a callback that was looked at', async () => {
    const installed = await recordOf(connector, () => install(connector));
    const http = connector.http();
    for (let i = 0; i < 15; i += 1) {
      await http.get('/load');
      await http.get(`/auth?context=stores/snowboots&scope=${i}`);
      await http.get('/load?signed_payload_jwt=canary');
      await http.post('/uninstall');
    }
    await http.get('/remove_user');
    const kept = await until('the last one is kept', async () => {
      const records = await connector.service.deps.callbackRecords.list('default');
      return records[0]?.kind === 'remove_user' ? records : undefined;
    });
    expect(kept).to.have.length(51);
    expect(kept.at(-1)).to.deep.equal(installed);
  });

  it('takes 70 more, well-formed as it may be, and none of a callback that was taken', async () => {
    const { callbackRecords } = connector.service.deps;
    await callbackRecords.forget('default');
    const installed = await recordOf(connector, () => install(connector));
    const secret = 'canary-secret-of-somebody-else-entirely';
    const forged = await signedPayload(connector, { secret });
    const http = connector.http();
    for (let i = 0; i < 36; i += 1) {
      await http.get(`/load?signed_payload_jwt=${forged}`);
      await http.get(`/auth?code=forged-code-${i}&context=stores/snowboots&scope=x`);
    }
    await http.get('/remove_user');
    const kept = await until('the last one is kept', async () => {
      const records = await callbackRecords.list('default');
      return records[0]?.kind === 'remove_user' ? records : undefined;
    });
    expect(kept.filter(({ code }) => code === 'payload_invalid')).to.have.length(35);
    expect(kept.filter(({ code }) => code === 'code_refused')).to.have.length(35);
    expect(kept.at(-1)).to.deep.equal(installed);
  });
});
