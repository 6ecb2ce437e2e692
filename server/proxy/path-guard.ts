/**
 * Which paths may be sent on. BigCommerce's own are plain, so whatever some server on the way might
 * resolve, decode or cut is refused rather than understood.
 */
import { AppError } from '../errors.ts';

// RFC 3986 section 3.3, percent-encoding included.
const pathCharacters = /^[A-Za-z0-9._~!$&'()*+,;=:@/%-]*$/;
// Visible ASCII, without what a URL may not have at all; programs send some of it as it is.
const queryCharacters = /^[\x21\x24-\x3b\x3d\x3f-\x5b\x5d-\x7e]*$/;
// Some servers cut parameters off a segment first, so that `..;x` becomes `..`.
const dotSegment = /(?:^|\/)\.{1,2}(?:[;/]|$)/;
const control = /[\p{Cc}\u2028\u2029]/u;

/**
 * @param target path and query as they were sent
 * @throws AppError `path_refused`
 */
export function refusePath(target: string): void {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const fine =
    pathCharacters.test(path) &&
    isPlain(path) &&
    (!path.includes('%') || decodesToPlain(path)) &&
    (mark === -1 || queryCharacters.test(target.slice(mark)));
  if (!fine) throw new AppError('path_refused', 'The path of a proxied call was refused.');
}

function isPlain(path: string): boolean {
  return !path.includes('//') && !dotSegment.test(path);
}

/** Whether no number of decodings makes a separator, a dot segment or a control character appear. */
function decodesToPlain(path: string): boolean {
  const decoded = decodeOnce(path);
  if (decoded === undefined) return false;
  const separators = path.split('/').length;
  // Compatibility forms of dots and slashes count as what they look like.
  let layer = decoded.normalize('NFKC');
  for (;;) {
    if (control.test(layer) || layer.includes('\\') || !isPlain(layer)) return false;
    if (layer.split('/').length !== separators) return false;
    const next = layer.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (next === layer) return true;
    layer = next;
  }
}

/** Undefined when it is not UTF-8, overlong forms of dots and slashes among it. */
function decodeOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
