/** Secrets that nobody gave, made once and kept in DATA_DIR so that the next start opens what this one sealed. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEncryptionKeys, parseSecret } from './parse.ts';
import type { EncryptionKey } from './types.ts';

export type KeptSecrets = { encryptionKeys: EncryptionKey[]; sessionSecret: string };

/** As the variables of the same names would have them. */
type SecretsFile = { encryptionKeys: string; sessionSecret: string };

/**
 * Reads `secrets.json` in the folder, making it first when it is not there (mode 0600).
 * @throws Error when the file is there and cannot be used: replacing it would lose every token
 */
export function keptSecrets(dataDir: string): KeptSecrets {
  const file = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return readSecrets(file) ?? makeSecrets(file);
}

function makeSecrets(file: string): KeptSecrets {
  const secrets: SecretsFile = {
    encryptionKeys: `local:${randomBytes(32).toString('base64')}`,
    sessionSecret: randomBytes(32).toString('base64'),
  };
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    // A link is made whole or not at all, and fails when another process was first.
    linkSync(draft, file);
    return parseSecrets(secrets);
  } catch (error) {
    const first = readSecrets(file);
    if (first === undefined) throw error;
    return first;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readSecrets(file: string): KeptSecrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { encryptionKeys, sessionSecret } = JSON.parse(text) as Partial<SecretsFile>;
    if (typeof encryptionKeys === 'string' && typeof sessionSecret === 'string')
      return parseSecrets({ encryptionKeys, sessionSecret });
  } catch {
    // Told below, without the text: it may hold the secrets.
  }
  throw new Error(
    `${file} is damaged. Restore it from a backup: without it, saved tokens cannot be opened.`,
  );
}

function parseSecrets({ encryptionKeys, sessionSecret }: SecretsFile): KeptSecrets {
  return {
    encryptionKeys: parseEncryptionKeys(encryptionKeys),
    sessionSecret: parseSecret(sessionSecret),
  };
}
