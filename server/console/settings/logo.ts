/** A logo as the form sends it: base64 of a picture whose first bytes say what it is. */
import type { Logo } from '../../settings/settings.ts';

/** Bytes; pages with it are still light. */
export const logoLimit = 40 * 1024;

/** Undefined for none. */
export function readLogo(base64: string): Logo | undefined | 'too_large' | 'wrong_kind' {
  if (base64 === '') return undefined;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return 'wrong_kind';
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > logoLimit) return 'too_large';
  const type = typeOf(bytes);
  return type === undefined ? 'wrong_kind' : { type, bytes };
}

/** Source: WHATWG MIME Sniffing, "image type pattern matching". */
function typeOf(bytes: Buffer): Logo['type'] | undefined {
  const start = bytes.toString('latin1', 0, 14);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^RIFF[\s\S]{4}WEBPVP/.test(start)) return 'image/webp';
  return undefined;
}
