import { expect } from 'chai';
import { textsFor } from '../../../server/language/language.ts';
import { type Connector, startConnector } from '../../support/connector.ts';
import { addSecondApp } from '../../support/second-app.ts';
import { type SignedInBrowser, signIn } from '../../support/sign-in.ts';
import { pastedCauses } from './pasted.ts';
import { plain } from './plain.ts';

describe('what somebody pastes into the inspector', function () {
  this.timeout(30_000);
  let connector: Connector;
  let builder: SignedInBrowser;
  before(async () => {
    connector = await startConnector({ env: { PUBLIC_URL: 'https://connector.example' } });
    await addSecondApp(connector);
    builder = await signIn(connector, 'builder');
  });
  afterEach(() => connector.sandbox.faults({ payload: 'none' }));
  after(() => connector.close());

  for (const { cause, how, pasted } of pastedCauses)
    it(`is diagnosed as ${cause}: ${how}`, async () => {
      const form = { pasted: await pasted(connector) };
      const answer = await builder.postForm('/console/iclients/default/callbacks/inspector', form);
      expect(answer.text, answer.text).to.include(`data-diagnosis="${cause}"`);
      const { name, fix } = textsFor('en').callbacks.diagnoses[cause];
      expect(plain(answer.text)).to.include(name).and.include(fix);
    });
});
