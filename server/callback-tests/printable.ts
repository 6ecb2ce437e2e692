/** Text of strangers, made fit to be shown: what is not to be seen is replaced, and the rest cut. */

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Controls, direction marks and everything else without a shape become `�`.
 * @param longest in characters as people count them
 */
export function printable(text: string, longest: number): string {
  // No character that anybody would count takes more than this.
  const read = text.slice(0, longest * 32);
  const clean = read.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '�');
  const shown = [...segments.segment(clean)].map(({ segment }) => segment);
  if (shown.length <= longest && read.length === text.length) return clean;
  return `${shown.slice(0, longest).join('')}…`;
}
