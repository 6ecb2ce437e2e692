import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { createVault, type SecretOwner, VaultError } from '../../server/vault/vault.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const owner = { record: 'connection:cn_example', field: 'accessToken' };
const vault = createVault([key('one')]);

const secrets = fc.string({ unit: 'binary', maxLength: 300 });
const owners = fc.record({ record: fc.string(), field: fc.string() });

describe('the vault', () => {
  it('opens what it sealed, for the same owner', () => {
    fc.assert(
      fc.property(secrets, owners, (secret, whose) => {
        expect(vault.open(vault.seal(secret, whose), whose)).to.equal(secret);
      }),
    );
  });

  it('opens nothing for another owner', () => {
    fc.assert(
      fc.property(secrets, owners, owners, (secret, whose, other) => {
        fc.pre(whose.record !== other.record || whose.field !== other.field);
        refused(vault.seal(secret, whose), other);
      }),
    );
  });

  it('opens nothing for another field of the same record, nor the same field of another', () => {
    const sealed = vault.seal('example', owner);
    refused(sealed, { ...owner, field: 'clientSecret' });
    refused(sealed, { ...owner, record: 'connection:cn_other' });
  });

  it('keeps owners apart whose names only look the same when joined', () => {
    refused(vault.seal('example', { record: 'a', field: 'b:c' }), { record: 'a:b', field: 'c' });
    refused(vault.seal('example', { record: 'a","b', field: 'c' }), {
      record: 'a',
      field: 'b","c',
    });
    refused(vault.seal('example', { record: '', field: 'ab' }), { record: 'ab', field: '' });
  });

  it('opens nothing of which any byte was changed', () => {
    fc.assert(
      fc.property(secrets, fc.nat(), fc.integer({ min: 1, max: 255 }), (secret, at, flip) => {
        const [version, id, nonce = '', body = ''] = vault.seal(secret, owner).split('.');
        const bytes = Buffer.concat([fromText(nonce), fromText(body)]);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ flip;
        const changed = [bytes.subarray(0, 12), bytes.subarray(12)].map(toText);
        refused([version, id, ...changed].join('.'), owner);
      }),
      { numRuns: 500 },
    );
  });

  it('opens nothing that was cut short, however short', () => {
    for (const secret of ['', 'example']) {
      const [version, id, nonce = '', body = ''] = vault.seal(secret, owner).split('.');
      const bytes = fromText(body);
      for (let length = 0; length < bytes.length; length += 1) {
        refused([version, id, nonce, toText(bytes.subarray(0, length))].join('.'), owner);
        refused(
          [version, id, nonce, toText(bytes.subarray(bytes.length - length))].join('.'),
          owner,
        );
      }
    }
  });

  it('opens no text that is not in its format', () => {
    const sealed = vault.seal('example', owner);
    const odd = [
      '',
      'v1',
      'v1...',
      'v1.one..',
      'plain text',
      `v2${sealed.slice(2)}`,
      `${sealed}.x`,
    ];
    for (const text of odd) refused(text, owner);
    fc.assert(fc.property(fc.string(), (text) => void refused(text, owner)));
  });

  it('names the key that is missing, and whose secret it sealed', () => {
    const sealed = createVault([key('older')]).seal('canary', owner);
    expect(refused(sealed, owner))
      .to.include('"older"')
      .and.to.include(owner.record)
      .and.to.include(owner.field);
  });

  it('opens nothing with another key of the same name', () => {
    refused(createVault([key('one')]).seal('example', owner), owner);
  });

  it('does not take one key for another when the name in the text is changed', () => {
    const shared = randomBytes(32);
    const two = createVault([
      { id: 'one', key: shared },
      { id: 'two', key: shared },
    ]);
    const sealed = two.seal('example', owner);
    expect(() => two.open(sealed.replace('v1.one.', 'v1.two.'), owner)).to.throw(VaultError);
  });

  it('seals with the first key and opens with all of them', () => {
    const [older, newer] = [key('older'), key('newer')];
    const sealed = createVault([older]).seal('example', owner);
    const rotated = createVault([newer, older]);
    expect(rotated.open(sealed, owner)).to.equal('example');
    expect(rotated.seal('example', owner)).to.match(/^v1\.newer\./);
  });

  it('never seals the same secret to the same text twice', () => {
    const sealed = new Set(Array.from({ length: 1_000 }, () => vault.seal('example', owner)));
    expect(sealed.size).to.equal(1_000);
  });

  it('says nothing secret when it refuses', () => {
    const sealed = vault.seal('canary-secret', owner);
    const message = refused(`${sealed.slice(0, -4)}AAAA`, owner);
    expect(message).not.to.include('canary').and.not.to.include(sealed.slice(10, 30));
  });

  it('needs a key', () => {
    expect(() => createVault([])).to.throw(VaultError);
  });
});

/** The message with which the vault refuses to open it. */
function refused(sealed: string, whose: SecretOwner): string {
  let opened: string;
  try {
    opened = vault.open(sealed, whose);
  } catch (error) {
    if (error instanceof VaultError) return error.message;
    throw error;
  }
  throw new Error(`It opened as ${JSON.stringify(opened)}.`);
}

function fromText(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

function toText(bytes: Buffer): string {
  return bytes.toString('base64url');
}
