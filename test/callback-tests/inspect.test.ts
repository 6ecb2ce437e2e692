/** What was pasted is told apart by itself; old payloads and whole callback URLs. */
import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { inspect } from '../../server/callback-tests/inspect/inspect.ts';
import { iclient, iclients, secretOf } from './inspecting.ts';

const publicUrl = 'https://connector.example';
const deps = {
  publicUrl,
  iclients,
  connections: { findByStore: async () => undefined },
  now: () => 1_790_000_000_000,
};
const json = JSON.stringify({
  user: { id: 4003, email: 'sam@tinycases.example' },
  owner: { id: 4001, email: 'mika@tinycases.example' },
  context: 'stores/zx81case',
  store_hash: 'zx81case',
  timestamp: 1_790_000_000.5,
});

describe('inspecting a payload of the old kind', () => {
  it('sees that it is signed as BigCommerce signs, and that the callbacks take JWTs alone', async () => {
    const { form, payload, findings } = await look(legacy(json));
    expect(form).to.equal('legacy');
    expect(payload?.signature.fits).to.equal('own');
    expect(payload?.claims).to.deep.include({ name: 'user.id', value: '4003' });
    expect(findings).to.deep.equal([
      { diagnosis: 'legacy_payload', reason: 'legacy', level: 'warning' },
    ]);
  });

  for (const [what, pasted, expected] of [
    [
      'a signature over the base64 text',
      legacy(json, secretOf('default'), 'text'),
      'legacy_hmac_over_base64',
    ],
    ['a wrong secret', legacy(json, 'nobodys-secret'), 'wrong_secret'],
    ['another iClient’s secret', legacy(json, secretOf('ic_second')), 'other_app'],
    [
      '“store-” in its context',
      legacy(json.replace('stores/', 'stores/store-')),
      'store_prefix_in_hash',
    ],
    [
      '“store-” in its store hash',
      legacy(json.replace('"zx81', '"store-zx81')),
      'store_prefix_in_hash',
    ],
    [
      'a placeholder',
      legacy(json.replace('stores/zx81case', 'stores/{hash}')),
      'context_not_substituted',
    ],
    ['a context left out', legacy('{"user":{}}'), 'claims_misshapen'],
    ['no JSON', legacy('Hello'), 'payload_damaged'],
  ] as const) {
    it(`names ${what}`, async () => expect(await causes(pasted)).to.include(expected));
  }
});

describe('inspecting a callback URL', () => {
  const auth = '/auth?code=canary-code&context=stores/zx81case&scope=store_v2_orders_read_only';

  it('finds nothing wrong with one as BigCommerce sends it, and keeps its code to itself', async () => {
    const inspection = await look(`${publicUrl}${auth}&state=canary-state`);
    expect(inspection.findings).to.deep.equal([]);
    expect(inspection.callback).to.deep.include({ kind: 'auth', address: `${publicUrl}/auth` });
    expect(inspection.callback?.parameters).to.deep.include({
      name: 'context',
      value: 'stores/zx81case',
      characters: 15,
    });
    expect(JSON.stringify(inspection)).not.to.contain('canary');
  });

  for (const [what, pasted, expected] of [
    ['no code', '/auth', 'opened_by_hand'],
    ['a code lost on the way', '/auth?context=stores/zx81case&scope=x', 'parameter_misshapen'],
    ['“store-” without a code', '/auth?context=stores/store-zx81case', 'store_prefix_in_hash'],
    ['a code given twice', `${auth}&code=other`, 'parameter_misshapen'],
    ['a context that is none', '/auth?code=x&context=zx81case&scope=x', 'parameter_misshapen'],
    ['an empty context', '/auth?code=x&context=stores/&scope=x', 'context_not_substituted'],
    [
      'a placeholder',
      '/auth?code=x&context=stores/{store_hash}&scope=x',
      'context_not_substituted',
    ],
    ['“store-”', '/auth?code=x&context=stores/store-zx81case&scope=x', 'store_prefix_in_hash'],
    ['a merchant who said no', '/auth?error=access_denied', 'consent_denied'],
    ['a draft app', '/auth?error=unauthorized_client', 'draft_app_other_owner'],
    [
      'scopes not accepted',
      '/auth?code=x&context=stores/a&scope=store_v2_default',
      'scopes_not_accepted',
    ],
    ['http', `http://connector.example${auth}`, 'not_https'],
    ['localhost', `http://localhost:3000${auth}`, 'localhost'],
    ['a tunnel of before', `https://old-name.ngrok-free.app${auth}`, 'old_tunnel'],
    ['another host', `https://other.example${auth}`, 'redirect_uri_differs'],
    ['a slash at the end', `${publicUrl}${auth.replace('?', '/?')}`, 'redirect_uri_differs'],
    ['another iClient’s path', `/bigcommerce/second-app${auth}`, 'other_app'],
    ['nobody’s path', `/bigcommerce/nobody${auth}`, 'path_unknown'],
    ['a load without a payload', '/load', 'opened_by_hand'],
    ['an old payload', `/load?signed_payload=${legacy(json)}`, 'legacy_payload'],
    ['a damaged payload', '/load?signed_payload_jwt=canary', 'payload_damaged'],
    ['a query alone', 'code=x&context=stores/{store_hash}&scope=x', 'context_not_substituted'],
    ['anything else', 'Hello, is there anybody?', 'payload_damaged'],
  ] as const) {
    it(`names ${what}`, async () => expect(await causes(pasted)).to.include(expected));
  }

  it('says that a callback with an old payload is refused, however well it is signed', async () => {
    const { findings } = await look(`/load?signed_payload=${legacy(json)}`);
    expect(findings).to.deep.include({
      diagnosis: 'legacy_payload',
      reason: 'legacy',
      level: 'failure',
    });
  });

  it('calls no parameter by a name that could be a secret', async () => {
    const { callback } = await look(`/auth?${'canary'.repeat(6)}&code=x`);
    expect(callback?.parameters.map(({ name }) => name)).to.deep.equal(['…', 'code']);
  });

  it('names 50 parameters, and tells how many others there are', async () => {
    const many = Array.from({ length: 8_000 }, (_, at) => `p${at}=1`).join('&');
    const { callback } = await look(`/auth?${many}`);
    expect(callback?.parameters).to.have.length(50);
    expect(callback?.moreParameters).to.equal(7_950);
    expect((await look('/auth?code=x')).callback?.moreParameters).to.equal(0);
  });

  it('cuts long names of parameters, and shows what they hide', async () => {
    const long = 'where did you hear of us, and when was it?';
    const { callback } = await look(`/auth?${encodeURIComponent(long)}=x&a%00%E2%80%AEb=y`);
    expect(callback?.parameters.map(({ name }) => name)).to.deep.equal([
      `${long.slice(0, 30)}…`,
      'a��b',
    ]);
  });

  it('calls no other path by its name, which could be a secret', async () => {
    const { callback } = await look(`${publicUrl}/link/canary-token`);
    expect(callback?.address).to.equal(`${publicUrl}/…`);
  });
});

function look(pasted: string) {
  return inspect(deps, iclient, pasted);
}

async function causes(pasted: string): Promise<string[]> {
  return (await look(pasted)).findings.map(({ diagnosis }) => diagnosis);
}

function legacy(text: string, secret = secretOf('default'), over: 'json' | 'text' = 'json') {
  const encoded = Buffer.from(text).toString('base64');
  const hmac = createHmac('sha256', secret)
    .update(over === 'json' ? text : encoded)
    .digest('hex');
  return `${encoded}.${Buffer.from(hmac).toString('base64')}`;
}
