/**
 * Seals secrets before they reach Redis and opens them again.
 *
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D, 8.2.2). A sealed secret reads
 * `v1.<key id>.<nonce>.<ciphertext and tag>`, base64url. The record and the field that it belongs
 * to are authenticated with it, so that a ciphertext copied to another record does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EncryptionKey } from '../../config/index.ts';

/** What a secret belongs to, for instance `{ record: 'connection:cn_1', field: 'accessToken' }`. */
export type SecretOwner = { record: string; field: string };

export type Vault = {
  seal(secret: string, owner: SecretOwner): string;
  /** @throws VaultError when the key is not known, or the text was changed or belongs elsewhere */
  open(sealed: string, owner: SecretOwner): string;
};

/** A sealed secret that does not open. The message names the key and the owner, nothing secret. */
export class VaultError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VaultError';
  }
}

const nonceBytes = 12;
const tagBytes = 16;

/** The first key seals, all of them open. */
export function createVault(keys: EncryptionKey[]): Vault {
  const [sealingKey] = keys;
  if (sealingKey === undefined) throw new VaultError('No encryption key was given.');
  return {
    seal: (secret, owner) => seal(sealingKey, secret, owner),
    open(sealed, owner) {
      const [version, keyId, nonce, body, ...rest] = sealed.split('.');
      if (version !== 'v1' || !keyId || !nonce || !body || rest.length > 0) {
        throw new VaultError(
          `The secret of ${owner.record} ${owner.field} is not in a known format.`,
        );
      }
      const key = keys.find(({ id }) => id === keyId);
      if (!key) {
        throw new VaultError(
          `The secret of ${owner.record} ${owner.field} was sealed by the key "${keyId}", which ENCRYPTION_KEYS lacks.`,
        );
      }
      return open(key, Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url'), owner);
    },
  };
}

function seal(key: EncryptionKey, secret: string, owner: SecretOwner): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(authenticated(key.id, owner));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${key.id}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
}

function open(key: EncryptionKey, nonce: Buffer, body: Buffer, owner: SecretOwner): string {
  try {
    // Without the length Node takes shorter tags too, down to 4 bytes, which can be guessed.
    const decipher = createDecipheriv('aes-256-gcm', key.key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(authenticated(key.id, owner));
    decipher.setAuthTag(body.subarray(-tagBytes));
    return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]).toString(
      'utf8',
    );
  } catch (cause) {
    throw new VaultError(
      `The secret of ${owner.record} ${owner.field} was changed or belongs elsewhere.`,
      { cause },
    );
  }
}

// JSON keeps the parts apart: no two owners give the same bytes.
function authenticated(keyId: string, { record, field }: SecretOwner): Buffer {
  return Buffer.from(JSON.stringify(['v1', keyId, record, field]));
}
