import { expect } from 'chai';
import { printable } from '../../server/callback-tests/printable.ts';

describe('a stranger’s text that is shown', () => {
  it('stays as it is where people can read it', () => {
    for (const text of ['', 'SAMEORIGIN', 'Où ça ? 日本語 👩‍👩‍👧'.replaceAll('\u200d', '')])
      expect(printable(text, 40)).to.equal(text);
  });

  it('has a mark where a control, a direction or half a character was', () => {
    expect(printable('a\u0000b\r\nc\u001b[31m', 40)).to.equal('a�b��c�[31m');
    expect(printable('a\u202etxt.exe\u2066\u200b\ufeff', 40)).to.equal('a�txt.exe���');
    expect(printable('a\u2028b\u0085\ud800', 40)).to.equal('a�b��');
  });

  it('is cut at so many characters as people count them, and between two of them', () => {
    expect(printable('x'.repeat(31), 30)).to.equal(`${'x'.repeat(30)}…`);
    expect(printable('é'.normalize('NFD').repeat(31), 30)).to.equal(
      `${'é'.normalize('NFD').repeat(30)}…`,
    );
    expect(printable('🇫🇷'.repeat(31), 30)).to.equal(`${'🇫🇷'.repeat(30)}…`);
    const stacked = printable(`a${'\u0301'.repeat(100_000)}`, 30);
    expect(stacked.length).to.be.lessThan(1_000);
  });
});
