/** A window that comes back from BigCommerce with nothing: its page names the cause, and leads the team to the tools. */
import { expect } from 'chai';
import { aboutToAuthorize, agreed, start } from '../authorize/start.ts';
import type { Connector } from '../support/connector.ts';
import { plain } from './causes/plain.ts';

describe('the page of an authorization that failed', () => {
  let prepared: Awaited<ReturnType<typeof aboutToAuthorize>>;
  let connector: Connector;
  before(async () => {
    prepared = await aboutToAuthorize();
    connector = prepared.connector;
  });
  after(() => connector.close());

  const begin = () => start(connector, prepared.browser, prepared.connection.id);
  const see = async (path: string) => (await prepared.browser.agent.get(path)).text;

  it('names the cause of an error that BigCommerce sent', async () => {
    const { state } = await begin();
    const page = await see(`/auth?error=invalid_scope&state=${state}`);
    const [, small = ''] = plain(page).split('Details for the developer');
    expect(small).to.include('Scopes not accepted yet').and.include('authorization_failed');
    expect(page).to.include('href="/console/iclients/default/callbacks"');
  });

  it('names the cause of a code that BigCommerce refused', async () => {
    const { state } = await begin();
    await connector.sandbox.faults({ token: 'used_code' });
    const page = await see(await agreed(connector, state));
    await connector.sandbox.faults({ token: 'none' });
    expect(plain(page)).to.include('The exchange was refused').and.include('code_refused');
  });

  it('says nothing of causes where it worked', async () => {
    const { state } = await begin();
    const page = await see(await agreed(connector, state));
    expect(page).to.include('href="/console/connections/').and.not.to.include('<details');
    expect(page).not.to.include('Test the callback URLs');
  });
});
