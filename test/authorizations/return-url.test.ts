import { expect } from 'chai';
import { acceptedReturnUrl } from '../../server/authorizations/return-url.ts';

const hosts = ['app.example.com', 'staging.example.com:8443', 'localhost:5173', 'localhost'];

describe('acceptedReturnUrl', () => {
  for (const [text, url] of [
    ['https://app.example.com', 'https://app.example.com/'],
    ['https://app.example.com/done?tab=1#top', 'https://app.example.com/done?tab=1#top'],
    ['HTTPS://APP.example.com:443/a/../b', 'https://app.example.com/b'],
    ['https://staging.example.com:8443/', 'https://staging.example.com:8443/'],
    ['http://localhost:5173/done', 'http://localhost:5173/done'],
    ['https://app.example.com/?next=https://evil.example', undefined],
  ] as const)
    it(`takes ${text}`, () => {
      const accepted = acceptedReturnUrl(text, hosts);
      if (url) expect(accepted).to.equal(url);
      else expect(new URL(accepted ?? '').host).to.equal('app.example.com');
    });

  for (const text of [
    '',
    '/done',
    '//app.example.com',
    '//evil.example',
    '/\\evil.example',
    'app.example.com',
    'http://app.example.com',
    'https://evil.example',
    'https://app.example.com.evil.example',
    'https://evil-app.example.com',
    'https://app.example.com:8443',
    'https://staging.example.com',
    'https://app.example.com@evil.example',
    'https://someone@app.example.com',
    'https://:@app.example.com',
    'https://evil.example\\@app.example.com',
    'https://app.example.com\\.evil.example',
    'https:\\\\app.example.com',
    'https:/app.example.com',
    'https:app.example.com',
    'https:///app.example.com',
    'https://app.example.com%2eevil.example',
    'https://app.example.com%2f@evil.example',
    'https://app.example.com%00.evil.example',
    'https://evil.example#@app.example.com',
    'https://evil.example?@app.example.com',
    'https://app.example.com\t.evil.example',
    'https://app.example.com\n',
    ' https://app.example.com',
    'https://аpp.example.com',
    'https://app.example.com.',
    'javascript:alert(1)//app.example.com',
    'data:text/html,app.example.com',
    'http://localhost.evil.example:5173/',
    'http://localhost:5174/',
    `https://app.example.com/${'x'.repeat(2_000)}`,
  ])
    it(`refuses ${JSON.stringify(text).slice(0, 60)}`, () => {
      expect(acceptedReturnUrl(text, hosts)).to.equal(undefined);
    });

  it('takes nothing where no host is allowed', () => {
    expect(acceptedReturnUrl('https://app.example.com', [])).to.equal(undefined);
  });
});
