import { expect } from 'chai';
import { textsFor } from '../../../server/language/language.ts';
import { apiClient, byOperator } from '../../support/api-client.ts';
import { checkCallbacks, type ShownResult, targetIn } from '../../support/callback-checks.ts';
import { type Connector, startConnector } from '../../support/connector.ts';
import { collectEnds } from '../../support/ends.ts';
import { signIn } from '../../support/sign-in.ts';
import { type Mischief, startTunnel } from '../../support/tunnel.ts';
import { type CheckedCause, checkedCauses } from './checked.ts';
import { plain } from './plain.ts';

describe('a callback URL that is checked', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  const urlOf = new Map<CheckedCause, string>();
  let result: ShownResult;
  let page: string;
  // One check of one iClient sees them all.
  before(async () => {
    const tunnel = async (mischief: Mischief) => {
      const started = ends.later(await startTunnel(), ({ close }) => close());
      started.behave(mischief);
      return started;
    };
    const own = await tunnel(ownMischief());
    const tunnels = [own];
    for (const each of checkedCauses) {
      if ('url' in each) urlOf.set(each, each.url);
      if ('ownLoad' in each) urlOf.set(each, `http://${own.host}/load`);
      if (!('mischief' in each)) continue;
      const further = await tunnel(each.mischief);
      tunnels.push(further);
      urlOf.set(each, `http://${further.host}/auth`);
    }
    const connector: Connector = await startConnector({
      env: {
        PUBLIC_URL: `http://${own.host}`,
        CALLBACK_CHECK_HOSTS: tunnels.map(({ host }) => host).join(' '),
      },
    });
    ends.later(connector, ({ close }) => close());
    for (const each of tunnels) each.leadTo(connector.service.address);
    const whitelist = [...urlOf.values()].filter((url) => url.endsWith('/auth'));
    await connector.service.deps.iclients.change('default', { whitelist }, byOperator);
    result = await checkCallbacks(await apiClient(connector));
    const { agent } = await signIn(connector, 'viewer');
    page = (await agent.get(`/console/iclients/default/callbacks/checks/${result.id}`)).text;
  });
  after(() => ends.all());

  for (const each of checkedCauses)
    it(`is diagnosed as ${each.cause}: ${each.how}`, () => {
      const url = urlOf.get(each) ?? '';
      const found = targetIn(result, url).checks.find(({ name }) => name === each.check);
      expect(found?.diagnosis, found?.message).to.equal(each.cause);
      const [, ofTarget = ''] = page.split(`data-target="${url}"`);
      const section = plain(ofTarget.split('</section>')[0] ?? '');
      const { name, happens } = textsFor('en').callbacks.diagnoses[each.cause];
      expect(section).to.include(name).and.include(happens);
      // Once for all URLs that share it.
      expect(plain(page)).to.include(found?.toDo);
    });
});

function ownMischief(): Mischief {
  const own = checkedCauses.find((each) => 'ownLoad' in each);
  return own && 'ownLoad' in own ? own.ownLoad : {};
}
