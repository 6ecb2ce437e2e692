import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, pathOf, signedPayload } from '../support/journeys.ts';
import { recorderPath, recordOf, switchRecorder } from '../support/recorder.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

/** Each check of a record's page, with what it says of it. */
function checksOn(page: string): Record<string, string> {
  const items = page.matchAll(/<li><span>(.*?)<\/span> <span class="badge [^"]*">(.*?)<\/span>/g);
  return Object.fromEntries([...items].map(([, check = '', label = '']) => [check, label]));
}

const ofExchange = [
  'BigCommerce exchanges the code for a token',
  'The token is for the store that the callback names',
  'The connection is saved',
];

describe('the page of a recorded callback', () => {
  let connector: Connector;
  let builder: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    builder = await signIn(connector, 'builder');
    await switchRecorder(builder, 'on');
  });
  after(() => connector.close());

  const pageAfter = async (path: string) => {
    const { id, ...kept } = await recordOf(connector, () => connector.http().get(path));
    const { text } = await builder.agent.get(`${recorderPath}/${id}`);
    return { kept, text };
  };

  it('says of a code that comes again that nothing was exchanged', async () => {
    const path = pathOf((await consent(connector)).url);
    const first = await pageAfter(path);
    expect(first.kept).not.to.have.property('codeRepeated');
    expect(first.text).not.to.include('came before');
    for (const check of ofExchange) expect(checksOn(first.text)[check]).to.equal('Passed');
    const again = await pageAfter(path);
    expect(again.kept).to.include({ status: 200, codeRepeated: true });
    expect(again.text).to.include('Its code came before, so BigCommerce was not asked again');
    for (const check of ofExchange) expect(checksOn(again.text)[check]).to.equal('Passed before');
    expect((await connector.sandbox.state()).requests.token).to.equal(1);
  });

  it('says by how many seconds clocks differ', async () => {
    const now = Math.floor(Date.now() / 1000);
    const ahead = { iat: now + 600, nbf: now + 600, exp: now + 4_200 };
    const jwt = await signedPayload(connector, { claims: ahead });
    const { kept, text } = await pageAfter(`/load?signed_payload_jwt=${jwt}`);
    expect(kept.diagnosis).to.equal('clock_skew');
    expect(kept.timesOff?.reason).to.equal('not_yet_valid');
    expect(kept.timesOff?.seconds).to.be.within(580, 600);
    expect(text).to.match(/it will be valid in (58|59|60)\d seconds \(10 minutes\)/);
  });

  it('says that a path failed, rather than the way of the visit', async () => {
    const { kept, text } = await pageAfter('/auth/?code=canary-at-a-slash&context=stores/x');
    expect(kept.code).to.equal('page_not_found');
    expect(checksOn(text)).to.include({
      'It is a plain visit: a GET, and not fetched ahead by a browser': 'Passed',
      'Its path is that of an iClient’s callback URL, character for character': 'Failed',
    });
  });
});
