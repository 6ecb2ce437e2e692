import { expect } from 'chai';
import { aboutToAuthorize, start } from '../authorize/start.ts';
import { recorderPath, recordOf, switchRecorder } from '../support/recorder.ts';

describe('the recorder and a callback that ends an authorization', () => {
  it('keeps how it failed, also where it comes again', async () => {
    const { connector, browser, connection } = await aboutToAuthorize();
    try {
      await switchRecorder(browser, 'on');
      const { state } = await start(connector, browser, connection.id);
      const refusal = () => browser.agent.get(`/auth?error=access_denied&state=${state}`);
      const denied = { code: 'consent_denied', diagnosis: 'consent_denied' };
      const kept = await recordOf(connector, refusal);
      expect(kept).to.include(denied);
      expect(kept.parameters).to.deep.include({ name: 'error', value: 'access_denied' });
      expect(await recordOf(connector, refusal)).to.include(denied);
      const { text } = await browser.agent.get(`${recorderPath}/${kept.id}`);
      expect(text).to.include('The merchant said no');
    } finally {
      await connector.close();
    }
  });
});
