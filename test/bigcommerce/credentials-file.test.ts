import { expect } from 'chai';
import fc from 'fast-check';
import { parseCredentialsFile } from '../../server/bigcommerce/credentials-file.ts';

const lines = [
  'ACCESS TOKEN: example-token',
  'CLIENT ID: example-client-id',
  'CLIENT SECRET: example-client-secret',
  'NAME: Nightly: export',
  'API PATH: https://api.bigcommerce.com/stores/aB3xY/v3/',
];
const found = {
  accessToken: 'example-token',
  clientId: 'example-client-id',
  clientSecret: 'example-client-secret',
  name: 'Nightly: export',
  storeHash: 'aB3xY',
  problems: [],
};

describe('the credentials file of an API account', () => {
  it('is read as BigCommerce writes it, splitting at the first colon only', () => {
    expect(parseCredentialsFile(lines.join('\n'))).to.deep.equal(found);
  });

  it('is read with a byte order mark, any line end, empty lines and no space after the colon', () => {
    for (const end of ['\r\n', '\r', '\n\n', '  \r\n\r\n ']) {
      expect(parseCredentialsFile(`\ufeff${lines.join(end)}${end}`)).to.deep.equal(found);
    }
    expect(parseCredentialsFile(lines.join('\n').replaceAll(': ', ':'))).to.deep.include({
      accessToken: 'example-token',
      storeHash: 'aB3xY',
    });
  });

  it('is read in any order and any case', () => {
    const orders = fc.shuffledSubarray(lines, { minLength: lines.length });
    fc.assert(
      fc.property(orders, fc.boolean(), (order, lower) => {
        const text = order.map((line) => {
          const [label = '', ...value] = line.split(':');
          return [lower ? label.toLowerCase() : label, ...value].join(':');
        });
        expect(parseCredentialsFile(text.join('\n'))).to.deep.equal(found);
      }),
    );
  });

  it('knows the other labels for name and store', () => {
    const text = 'Access_Token: t0ken\nCLIENT NAME: Export\nSTORE HASH: aB3xY';
    expect(parseCredentialsFile(text)).to.deep.equal({
      accessToken: 't0ken',
      name: 'Export',
      storeHash: 'aB3xY',
      problems: [],
    });
  });

  it('passes over labels that it does not know and lines without a colon', () => {
    const text = ['Keep this safe!', 'OWNER: olivia', ': nothing', 'NAME:', ...lines].join('\n');
    expect(parseCredentialsFile(text)).to.deep.equal(found);
  });

  it('says what is missing', () => {
    expect(parseCredentialsFile('')).to.deep.equal({ problems: ['nothing_found'] });
    expect(parseCredentialsFile('{"token": "x"}')).to.deep.equal({ problems: ['nothing_found'] });
    expect(parseCredentialsFile('NAME: Export').problems).to.deep.equal([
      'access_token_missing',
      'store_missing',
    ]);
  });

  it('says what cannot be right', () => {
    const problemsOf = (text: string) => parseCredentialsFile(text).problems;
    expect(problemsOf('ACCESS TOKEN: two words\nSTORE HASH: abc')).to.deep.equal([
      'access_token_malformed',
    ]);
    expect(problemsOf('ACCESS TOKEN: t\nAPI PATH: https://evil.test/stores/abc')).to.deep.equal([
      'store_malformed',
    ]);
    expect(problemsOf('ACCESS TOKEN: t\nACCESS TOKEN: other\nSTORE HASH: abc')).to.deep.equal([
      'label_repeated',
    ]);
    const differ = parseCredentialsFile('ACCESS TOKEN: t\nSTORE HASH: abc\nAPI PATH: stores/Abc');
    expect(differ).to.deep.equal({ accessToken: 't', problems: ['stores_differ'] });
  });

  it('reads no more than 64 KB of UTF-8', () => {
    const text = `${lines.join('\n')}\nNOTE: `;
    const upTo = (bytes: number) => text + 'a'.repeat(bytes - text.length);
    expect(parseCredentialsFile(upTo(64 * 1024))).to.deep.equal(found);
    const tooLarge = { problems: ['too_large'] };
    expect(parseCredentialsFile(upTo(64 * 1024 + 1))).to.deep.equal(tooLarge);
    expect(parseCredentialsFile(text + 'é'.repeat(40 * 1024))).to.deep.equal(tooLarge);
  });
});
