/** The words by which connections are found: without case, accents and punctuation. */

const maxWords = 30;
const maxLength = 64;

/** Each word once, in the order of the texts. */
export function wordsOf(...texts: (string | undefined)[]): string[] {
  const words = texts.flatMap((text) => plain(text ?? '').split(/[^\p{L}\p{N}]+/u));
  const short = words.filter((word) => word !== '').map((word) => word.slice(0, maxLength));
  return [...new Set(short.map((word) => word.toWellFormed()))].slice(0, maxWords);
}

/** As a record keeps them: with a space before and after each, so that scripts find beginnings of words. */
export function searchWords(...texts: (string | undefined)[]): string {
  return ` ${wordsOf(...texts).join(' ')} `;
}

// Letters stay apart from their accents, which go.
function plain(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}
