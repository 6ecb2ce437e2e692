/** What became of a callback is put down to a cause by its name. */
import { expect } from 'chai';
import { diagnoseAddress } from '../../server/callback-tests/diagnose-address.ts';
import {
  type CallbackFacts,
  diagnoseCallback,
  diagnoses,
} from '../../server/callback-tests/diagnoses.ts';
import { textsFor } from '../../server/language/language.ts';

const own = 'https://connector.example/auth';
const auth = { kind: 'auth', parameters: {}, redirectUris: [own], arrivedAt: own } as const;
const load = { kind: 'load', parameters: {} } as const;
const refused = { ...auth, errorCode: 'code_refused' } as const;

const cases: [what: string, facts: CallbackFacts, cause: string | undefined][] = [
  ['a callback without a code', { ...auth, errorCode: 'callback_without_code' }, 'opened_by_hand'],
  ['a code that was lost on the way', withoutCode({ state: '' }), 'parameter_misshapen'],
  [
    'a placeholder without a code',
    withoutCode({ context: 'stores/{store_hash}' }),
    'context_not_substituted',
  ],
  [
    'a denied consent',
    { ...auth, errorCode: 'consent_denied', parameters: { error: 'access_denied' } },
    'consent_denied',
  ],
  ['an app that may not be installed', denied('unauthorized_client'), 'draft_app_other_owner'],
  ['a scope that the app does not have', denied('invalid_scope'), 'scopes_not_accepted'],
  [
    'a redirect URI that BigCommerce refuses',
    denied('redirect_uri_mismatch'),
    'redirect_uri_differs',
  ],
  ['an error that nobody knows', denied('server_error'), undefined],
  ['a placeholder', malformed('stores/{store_hash}'), 'context_not_substituted'],
  ['a control panel’s host', malformed('stores/store-abc'), 'store_prefix_in_hash'],
  ['another parameter', malformed('stores/abc'), 'parameter_misshapen'],
  ['a refused code', refused, 'exchange_refused'],
  ['a code that came before', { ...refused, codeCameBefore: true }, 'code_used_or_late'],
  ['an install that broke off', { ...auth, errorCode: 'install_interrupted' }, 'code_used_or_late'],
  [
    'a code that came by http',
    { ...refused, arrivedAt: 'http://connector.example/auth' },
    'not_https',
  ],
  [
    'a code that came by localhost',
    { ...refused, arrivedAt: 'http://localhost:3000/auth' },
    'localhost',
  ],
  [
    'a code that came by a tunnel',
    { ...refused, arrivedAt: 'https://x.trycloudflare.com/auth' },
    'old_tunnel',
  ],
  [
    'a code that came by another host',
    { ...refused, arrivedAt: 'https://other.example/auth' },
    'redirect_uri_differs',
  ],
  [
    'a code of ours that a proxy brought under another name',
    { ...refused, arrivedAt: 'http://inside:3000/auth', parameters: { state: '' } },
    'exchange_refused',
  ],
  ['another browser', { ...auth, errorCode: 'other_browser' }, 'other_browser'],
  ['an unknown path', { ...auth, errorCode: 'app_unknown' }, 'path_unknown'],
  ['a slash too many', { ...auth, errorCode: 'page_not_found' }, 'redirect_uri_differs'],
  [
    'a variable that BigCommerce does not take for a store',
    { ...refused, parameters: { context: 'stores/your_store_hash' } },
    'context_not_substituted',
  ],
  [
    'a token with fewer scopes than were accepted',
    { ...granted('store_v2_orders_read_only'), grantedScopes: ['store_v2_default'] },
    'scopes_not_accepted',
  ],
  ['fewer scopes than asked for', granted('store_v2_default'), 'scopes_not_accepted'],
  ['the modify scope of a read-only one', granted('store_v2_orders'), undefined],
  [
    'an install of all scopes',
    granted('users_basic_information store_v2_orders_read_only'),
    undefined,
  ],
  ['no payload', { ...load, errorCode: 'payload_missing' }, 'opened_by_hand'],
  [
    'an old payload',
    { ...load, errorCode: 'payload_missing', parameters: { signed_payload: '' } },
    'legacy_payload',
  ],
  [
    'what the inspector found',
    { ...load, errorCode: 'payload_invalid', payload: 'wrong_secret' },
    'wrong_secret',
  ],
  ['a payload nobody looked at', { ...load, errorCode: 'payload_invalid' }, undefined],
  ['a store without the app', { ...load, errorCode: 'app_not_installed' }, 'not_installed'],
  ['a removed user', { ...load, errorCode: 'user_removed' }, 'user_removed'],
  ['a repeated parameter', { ...load, errorCode: 'parameter_invalid' }, 'parameter_misshapen'],
  ['a load that was taken', load, undefined],
];

describe('diagnosing a callback', () => {
  for (const [what, facts, cause] of cases)
    it(`sees ${what}`, () => expect(diagnoseCallback(facts)).to.equal(cause));

  it('takes a tunnel that is configured for what it is', () => {
    const tunnel = 'https://ours.ngrok.app/auth';
    expect(diagnoseAddress(tunnel, [own, tunnel])).to.equal(undefined);
    expect(diagnoseAddress(tunnel, [own])).to.equal('old_tunnel');
    expect(diagnoseAddress('https://ngrok.app.example/auth', [own])).to.equal(
      'redirect_uri_differs',
    );
  });

  for (const language of ['en', 'fr'] as const)
    it(`has words for each cause, and for no other, in ${language}`, () => {
      const words = textsFor(language).callbacks.diagnoses;
      expect(Object.keys(words).sort()).to.deep.equal([...diagnoses].sort());
    });
});

function withoutCode(parameters: CallbackFacts['parameters']): CallbackFacts {
  return { ...auth, errorCode: 'callback_without_code', parameters };
}

function denied(error: string): CallbackFacts {
  return { ...auth, errorCode: 'authorization_failed', parameters: { error } };
}

function malformed(context: string): CallbackFacts {
  return { ...auth, errorCode: 'parameter_invalid', parameters: { context } };
}

function granted(scope: string): CallbackFacts {
  return { ...auth, parameters: { scope }, configuredScopes: ['store_v2_orders_read_only'] };
}
