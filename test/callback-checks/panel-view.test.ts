import { expect } from 'chai';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { checkCallbacks, reasonsAt, targetIn } from '../support/callback-checks.ts';
import { startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { answered, type Mischief, startTunnel, type Tunnel } from '../support/tunnel.ts';

describe('checks of callback URLs behind a proxy that changes headers of answers', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let tunnel: Tunnel;
  let api: ApiClient;
  before(async () => {
    tunnel = ends.later(await startTunnel(), ({ close }) => close());
    const connector = await startConnector({ env: { PUBLIC_URL: `http://${tunnel.host}` } });
    ends.later(connector, ({ close }) => close());
    tunnel.leadTo(connector.service.address);
    api = await apiClient(connector);
  });
  after(() => ends.all());

  const reasonsWith = async (mischief: Mischief) => {
    tunnel.behave(mischief);
    return reasonsAt(await checkCallbacks(api), 'load');
  };

  it('tell what a control panel would not show, and which cookies it would not keep', async () => {
    const header = (name: string, value?: string) => answered({ headers: { [name]: value } });
    const csp = 'content-security-policy';
    expect(await reasonsWith(header('x-frame-options', 'SAMEORIGIN'))).to.include({
      frame: 'frame_options_added',
    });
    expect(await reasonsWith(header(csp, "frame-ancestors 'self'"))).to.include({
      frame: 'frame_refused',
    });
    expect(await reasonsWith(header(csp))).to.include({ frame: 'frame_policy_lost' });
    expect(await reasonsWith(header('set-cookie'))).to.include({ cookie: 'cookie_lost' });
    tunnel.behave(header('set-cookie', '__Secure-callback-check=1; Path=/app; HttpOnly; Secure'));
    const { checks } = targetIn(await checkCallbacks(api), 'load');
    expect(checks.find(({ name }) => name === 'cookie')).to.deep.include({
      reason: 'cookie_changed',
      message: 'Its cookie lost what it needs in the control panel: SameSite=None, Partitioned.',
      diagnosis: 'third_party_cookie',
    });
  });

  it('quote strangers’ headers short and printable', async () => {
    const value = `DENY\x9b\x9b${'x'.repeat(300)}`;
    tunnel.behave(answered({ headers: { 'x-frame-options': value } }));
    const { checks } = targetIn(await checkCallbacks(api), 'load');
    const { message = '' } = checks.find(({ name }) => name === 'frame') ?? {};
    expect(message).to.include(`X-Frame-Options: DENY��${'x'.repeat(194)}… was added`);
  });

  it('do not say that callbacks may not arrive where only pages are at risk, nor that frames stay empty', async () => {
    tunnel.behave(answered({ headers: { 'x-frame-options': 'SAMEORIGIN' } }));
    const { checks } = targetIn(await checkCallbacks(api), 'load');
    expect(checks.find(({ name }) => name === 'frame')).to.deep.include({
      verdict: 'warning',
      diagnosis: null,
      toDo: 'Keep what stands in front of the service from adding X-Frame-Options.',
    });
  });
});
