/** The text of an API key: recognisable for people and for scanners of leaked secrets. */
import { hash, randomBytes } from 'node:crypto';

const hintLength = 'bcc_AbCd12'.length;

/** `bcc_` and 256 random bits. */
export function makeKeyText(): string {
  return `bcc_${randomBytes(32).toString('base64url')}`;
}

/** Whatever has another form is no key that we made. */
export function isKeyText(text: string): boolean {
  return /^bcc_[A-Za-z0-9_-]{43}$/.test(text);
}

/**
 * By which a key is looked up, so that secrets are compared nowhere. A plain hash, since 256 random
 * bits cannot be guessed however fast it is.
 */
export function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}

export function hintOf(text: string): string {
  return text.slice(0, hintLength);
}
