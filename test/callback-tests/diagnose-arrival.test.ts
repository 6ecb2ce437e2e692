/** Anybody may send payloads to a recorder, so that few secrets are opened to say what is wrong with one. */
import { expect } from 'chai';
import type { CallbackRecord } from '../../server/callback-records/store.ts';
import { diagnoseArrival } from '../../server/callback-tests/diagnose-arrival.ts';
import type { IClient } from '../../server/iclients/iclient.ts';
import { iclient, secretOf, sign } from './inspecting.ts';

const others: IClient[] = ['second', 'third', 'fourth'].map((name) => ({
  ...iclient,
  id: `ic_${name}`,
  slug: name,
  clientId: `${name}clientid`,
}));
const record: CallbackRecord = {
  kind: 'load',
  method: 'GET',
  scheme: 'https',
  host: 'app.example',
  path: '/load',
  parameters: [],
  otherParameters: 0,
  code: 'payload_invalid',
  tookMs: 1,
};

describe('diagnosing a payload that arrived', () => {
  for (const [what, aud, secret, opened, diagnosis] of [
    ['its own iClient', iclient.clientId, 'nobodys', ['default'], 'wrong_secret'],
    [
      'another iClient',
      'thirdclientid',
      secretOf('ic_third'),
      ['default', 'ic_third'],
      'other_app',
    ],
    ['an unknown one', 'unknown', 'nobodys', ['default'], 'other_app'],
  ] as const)
    it(`opens the secrets of its own iClient and of the one it names: ${what}`, async () => {
      const asked = new Set<string>();
      const iclients = {
        list: async () => [iclient, ...others],
        clientSecret: async (id: string) => {
          asked.add(id);
          return secretOf(id);
        },
      };
      const deps = {
        publicUrl: 'https://app.example',
        iclients,
        connections: { findByStore: async () => undefined },
        callbackRecords: { list: async () => [] },
        now: () => 1_790_000_000_000,
      };
      const jwt = sign({ aud }, secret);
      const query = { signed_payload_jwt: jwt };
      const found = await diagnoseArrival(deps, iclient, { record, query });
      expect(found?.diagnosis).to.equal(diagnosis);
      expect([...asked]).to.have.members(opened);
    });
});
