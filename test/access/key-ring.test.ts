/** Keys at hand: quick, and gone at once when they are revoked. */
import { expect } from 'chai';
import { createKeyRing, type KeyRing } from '../../server/access/key-ring.ts';
import type { ApiKey } from '../../server/api-keys/api-key.ts';
import { createLog } from '../../server/log.ts';
import { channels as names } from '../../server/redis/keys.ts';
import { failureOf } from '../support/failure-of.ts';
import { until } from '../support/until.ts';

const key = 'bcc_example';
const apiKey: ApiKey = {
  id: 'ak_example',
  name: 'Example',
  permissions: ['*'],
  connectionIds: undefined,
  hint: 'bcc_exampl',
  createdAt: 1,
  createdBy: { kind: 'operator' },
  lastUsedAt: undefined,
};

describe('the ring of API keys', () => {
  let ring: KeyRing;
  let whole: boolean;
  let reads: number;
  /** Answers a read; each read waits for one. */
  let stored: () => Promise<ApiKey | undefined>;
  let noted: ReadonlyMap<string, number>[];
  let noteUsed: (used: ReadonlyMap<string, number>) => Promise<void>;
  let say: (message: string) => void;
  let tellGap: () => void;
  const realNow = performance.now;

  beforeEach(() => {
    whole = true;
    reads = 0;
    noted = [];
    stored = async () => apiKey;
    noteUsed = async (used) => void noted.push(used);
    ring = createKeyRing({
      apiKeys: {
        findByKey: () => {
          reads += 1;
          return stored();
        },
        noteUsed: (used) => noteUsed(used),
      },
      channels: {
        on(channel, heard) {
          expect(channel).to.equal(names.changes);
          say = heard;
        },
        onGap(listener) {
          tellGap = listener;
        },
        whole: () => whole,
      },
      wrongKeys: { count: async () => undefined },
      log: createLog('silent'),
    });
  });
  afterEach(async () => {
    performance.now = realNow;
    await ring.close();
  });

  const authenticate = () => ring.authenticate(key, '192.0.2.1');
  const passTime = (ms: number) => {
    const now = realNow.call(performance) + ms;
    performance.now = () => now;
  };
  /** A read that ends when it is told to. */
  const slowRead = () => {
    let answer: (found: ApiKey | undefined) => void = () => undefined;
    const read = new Promise<ApiKey | undefined>((resolve) => {
      answer = resolve;
    });
    stored = () => read;
    return { answer };
  };

  it('reads a key once, also when many ask at once', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, authenticate));
    expect(found.every((one) => one === apiKey)).to.equal(true);
    await authenticate();
    expect(reads).to.equal(1);
    expect(ring.cached(key)).to.equal(apiKey);
  });

  it('forgets a key at the message that it changed, and no other', async () => {
    await authenticate();
    say('api-key:ak_other');
    say('connection:ak_example');
    expect(ring.cached(key)).to.equal(apiKey);
    say('api-key:ak_example');
    expect(ring.cached(key)).to.equal(undefined);
    stored = async () => undefined;
    expect((await failureOf(authenticate())).code).to.equal('api_key_invalid');
  });

  it('forgets everything at a gap', async () => {
    await authenticate();
    tellGap();
    expect(ring.cached(key)).to.equal(undefined);
  });

  it('believes nothing while messages may be missed', async () => {
    await authenticate();
    whole = false;
    expect(ring.cached(key)).to.equal(undefined);
    await authenticate();
    await authenticate();
    expect(reads, 'each asks').to.equal(3);
  });

  it('keeps nothing that was read while messages may have been missed', async () => {
    whole = false;
    const slow = slowRead();
    const asked = authenticate();
    whole = true;
    slow.answer(apiKey);
    await asked;
    expect(ring.cached(key)).to.equal(undefined);
  });

  for (const [what, happens] of [
    ['the message that it changed', () => say('api-key:ak_example')],
    ['a gap', () => tellGap()],
  ] as const)
    it(`does not keep what was read before ${what}, and who comes after reads anew`, async () => {
      const slow = slowRead();
      const early = authenticate();
      happens();
      stored = async () => undefined;
      const late = failureOf(authenticate());
      slow.answer(apiKey);
      await early;
      expect((await late).code).to.equal('api_key_invalid');
      expect(ring.cached(key)).to.equal(undefined);
    });

  it('reads a key again in the background, and believes it for ten seconds at most', async () => {
    await authenticate();
    passTime(6_000);
    const slow = slowRead();
    expect(ring.cached(key), 'nobody waits').to.equal(apiKey);
    expect(await authenticate()).to.equal(apiKey);
    expect(reads, 'one at a time').to.equal(2);
    passTime(10_001);
    expect(ring.cached(key)).to.equal(undefined);
    slow.answer(undefined);
    expect((await failureOf(authenticate())).code).to.equal('api_key_invalid');
  });

  it('drops a key of whose end no message told when it reads it again', async () => {
    await authenticate();
    passTime(6_000);
    stored = async () => undefined;
    expect(ring.cached(key)).to.equal(apiKey);
    await until('it is dropped', () => ring.cached(key) === undefined);
  });

  it('goes on with a key while a read in the background fails', async () => {
    await authenticate();
    passTime(6_000);
    stored = () => Promise.reject(new Error('Redis is away.'));
    expect(ring.cached(key)).to.equal(apiKey);
    await until('it is read again', () => reads === 2);
    expect(ring.cached(key)).to.equal(apiKey);
  });

  it('tells once when each key was used last, and again what could not be told', async () => {
    const other = { ...apiKey, id: 'ak_other' };
    noteUsed = () => Promise.reject(new Error('Redis is away.'));
    ring.noteUsed(other);
    for (let uses = 0; uses < 1_000; uses += 1) ring.noteUsed(apiKey);
    await ring.close();
    noteUsed = async (used) => void noted.push(used);
    passTime(5_000);
    ring.noteUsed(apiKey);
    await ring.close();
    await ring.close();
    expect(noted).to.have.length(1);
    expect([...(noted[0]?.keys() ?? [])]).to.have.members(['ak_example', 'ak_other']);
    expect(noted[0]?.get('ak_example')).to.equal(0);
    expect(noted[0]?.get('ak_other')).to.be.within(4_000, 6_000);
  });
});
