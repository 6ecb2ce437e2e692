/** Every cause that a check of callback URLs can see, as a tunnel or proxy brings it about. */
import type { Diagnosis } from '../../../server/callback-tests/diagnoses.ts';
import { answered, instead, type Mischief, sent } from '../../support/tunnel.ts';

export type CheckedCause = {
  cause: Diagnosis;
  how: string;
  /** The check that sees it. */
  check: string;
} & (
  | { /** At a whitelist entry that leads here by a tunnel which does this. */ mischief: Mischief }
  | { /** At this whitelist entry. */ url: string }
  | { /** At the iClient's own load URL, by such a tunnel. */ ownLoad: Mischief }
);

const lostCookie = answered({ headers: { 'set-cookie': undefined } });
const tunnelGone = { 'ngrok-error-code': 'ERR_NGROK_3200' };

export const checkedCauses: CheckedCause[] = [
  {
    cause: 'not_https',
    how: 'an http address elsewhere',
    check: 'https',
    url: 'http://10.0.0.1/auth',
  },
  {
    cause: 'redirect_uri_differs',
    how: 'an address that browsers spell in another way',
    check: 'well_formed',
    url: 'https://CONNECTOR.example/auth',
  },
  { cause: 'localhost', how: 'an address on this machine', check: 'public_name', mischief: {} },
  {
    cause: 'old_tunnel',
    how: 'a tunnel that is gone',
    check: 'round_trip',
    mischief: instead(404, tunnelGone),
  },
  {
    cause: 'parameter_misshapen',
    how: 'a redirect that loses the query',
    check: 'round_trip',
    mischief: instead(301, { Location: '/auth/' }),
  },
  {
    cause: 'parameter_misshapen',
    how: 'a proxy that loses the query',
    check: 'round_trip',
    mischief: sent({ path: [/\?.*/, ''] }),
  },
  {
    cause: 'refuses_framing',
    how: 'a proxy with its own frame-ancestors',
    check: 'frame',
    mischief: answered({ headers: { 'content-security-policy': "frame-ancestors 'self'" } }),
  },
  {
    cause: 'third_party_cookie',
    how: 'a proxy that loses the session’s cookie',
    check: 'cookie',
    ownLoad: lostCookie,
  },
];
