/** What people may call things: text that everybody sees and that can be told apart. */

// Controls, line separators, and what is drawn as nothing: format characters, Hangul fillers.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Whether a trimmed text can be a name: 1 to `longest` characters of which at least one is visible, and
 * none that nobody sees. The form in which names are compared (NFKC) can be longer than the name: at most
 * twice as long.
 */
export function isVisibleName(name: string, longest = 100): boolean {
  return (
    name.length <= longest &&
    name.normalize('NFKC').length <= 2 * longest &&
    !unseen.test(name) &&
    // The blank Braille pattern is a symbol that is drawn as nothing.
    visible.test(name.replaceAll('\u2800', ''))
  );
}
