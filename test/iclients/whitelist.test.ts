import { expect } from 'chai';
import { redirectUris } from '../../server/iclients/callback-urls.ts';
import { slugFromName } from '../../server/iclients/iclient.ts';
import { whitelistProblem } from '../../server/iclients/whitelist.ts';

const example = { slug: 'example' };
const byDefault = { slug: 'default' };
const path = '/bigcommerce/example/auth';

describe('The whitelist of an iClient', () => {
  for (const entry of [
    `https://tunnel.example.com${path}`,
    `https://tunnel.example.com:8443${path}`,
    `https://gateway.example.com/connector${path}`,
    `http://localhost:3000${path}`,
    `http://127.0.0.1${path}`,
    `http://[::1]:3000${path}`,
  ]) {
    it(`takes ${entry}`, () => {
      expect(whitelistProblem(entry, example)).to.equal(undefined);
    });
  }

  for (const [problem, entry] of [
    ['not_https', `http://tunnel.example.com${path}`],
    ['not_https', `http://localhost.example.com${path}`],
    ['not_https', `http://127.0.0.1.example.com${path}`],
    ['not_https', `ftp://tunnel.example.com${path}`],
    ['not_https', `javascript:alert(1)//${path}`],
    ['not_https', `https:tunnel.example.com${path}`],
    ['user_info', `https://user@tunnel.example.com${path}`],
    ['user_info', `https://tunnel.example.com:443@evil.example${path}`],
    ['user_info', `https://@tunnel.example.com${path}`],
    ['fragment', `https://tunnel.example.com${path}#`],
    ['fragment', `https://evil.example/#${path}`],
    ['query', `https://tunnel.example.com${path}?`],
    ['query', `https://evil.example/?to=${path}`],
    ['wildcard', `https://*.example.com${path}`],
    ['wildcard', `https://tunnel.example.com/*${path}`],
    ['characters', `https://tunnel.example.com ${path}`],
    ['characters', `https://tunnel.example.com\t${path}`],
    ['characters', `https://tunnel.example.com\u0000${path}`],
    ['characters', `https://evil.example\\${path}`],
    ['characters', `https://tünnel.example.com${path}`],
    ['not_a_url', path],
    ['not_a_url', `//tunnel.example.com${path}`],
    ['not_a_url', `https://[${path}`],
    ['wrong_path', 'https://tunnel.example.com/auth'],
    ['wrong_path', 'https://tunnel.example.com/bigcommerce/other/auth'],
    ['trailing_slash', `https://tunnel.example.com${path}/`],
    ['trailing_slash', `https://tunnel.example.com${path}//`],
    ['wrong_path', 'https://tunnel.example.com/bigcommerce/other/auth/'],
    ['wrong_path', `https://tunnel.example.com${path}/more`],
    ['wrong_path', `https://tunnel.example.com${path}orize`],
    ['spelling', `https://Tunnel.example.com${path}`],
    ['spelling', `HTTPS://tunnel.example.com${path}`],
    ['spelling', `https://tunnel.example.com:443${path}`],
    ['spelling', `https://tunnel.example.com/other/..${path}`],
    ['spelling', `https://2130706433${path}`],
    ['too_long', `https://tunnel.example.com/${'a'.repeat(500)}${path}`],
  ] as const) {
    it(`refuses ${JSON.stringify(entry.slice(0, 80))}: ${problem}`, () => {
      expect(whitelistProblem(entry, example)).to.equal(problem);
    });
  }

  it('takes both paths of the default iClient, and no other iClient’s', () => {
    expect(whitelistProblem('https://a.example/auth', byDefault)).to.equal(undefined);
    expect(whitelistProblem('https://a.example/bigcommerce/default/auth', byDefault)).to.equal(
      undefined,
    );
    expect(whitelistProblem(`https://a.example${path}`, byDefault)).to.equal('wrong_path');
    expect(whitelistProblem('https://a.example/xauth', byDefault)).to.equal('wrong_path');
  });

  it('adds to the own callback URL, which comes first', () => {
    const further = `https://tunnel.example.com${path}`;
    expect(redirectUris('https://c.example', { ...example, whitelist: [further] })).to.deep.equal([
      `https://c.example${path}`,
      further,
    ]);
  });
});

describe('The slug of an iClient', () => {
  for (const [name, slug] of [
    ['Example App', 'example-app'],
    ['Élan & Co. — Été', 'elan-co-ete'],
    ['  --  ', 'app'],
    ['日本', 'app'],
    [`${'long '.repeat(30)}`, 'long-long-long-long-long-long-long-long'],
  ] as const) {
    it(`is "${slug}" for ${JSON.stringify(name.slice(0, 20))}`, () => {
      expect(slugFromName(name)).to.equal(slug);
    });
  }
});
