/** frame-ancestors as browsers read it (CSP 3). */
import { expect } from 'chai';
import { letsFrame } from '../../server/callback-tests/checks/frame-ancestors.ts';
import { judgeFrame } from '../../server/callback-tests/checks/panel-view.ts';

const panel = 'https://*.panel.example';
const page = new URL('https://connector.example/load');

describe('a frame-ancestors directive', () => {
  const letsIn = [
    '*',
    'https:',
    'HTTPS:',
    'http:',
    'https://*.panel.example',
    'https://*.Panel.Example:443',
    'http://*.panel.example',
    '*.panel.example',
    '*.panel.example:*',
    'https://*.example',
    'https://*.panel.example/manage',
    "'self' https://*.panel.example",
  ];
  for (const sources of letsIn)
    it(`lets the control panel show the page: ${sources}`, () => {
      expect(letsFrame(sources.split(' '), panel, page)).to.equal(true);
    });

  const keepsOut = [
    '',
    "'none'",
    "'self'",
    'data:',
    'wss:',
    'https://panel.example',
    'https://one.panel.example',
    'https://*.panel.example:8443',
    'https://*.panel.example.evil.example',
    'https://*.other.example',
  ];
  for (const sources of keepsOut)
    it(`keeps it out: ${sources || 'no source'}`, () => {
      expect(letsFrame(sources.split(' '), panel, page)).to.equal(false);
    });

  it('that names no scheme means that of the page, or https', () => {
    const http = 'http://panel.example:3001';
    expect(letsFrame(['panel.example:3001'], http, page)).to.equal(false);
    const plain = new URL('http://localhost:3000/load');
    expect(letsFrame(['panel.example:3001'], http, plain)).to.equal(true);
    expect(letsFrame(['https:'], http, plain)).to.equal(false);
    expect(letsFrame(["'self'"], 'http://localhost:3000', plain)).to.equal(true);
    expect(letsFrame(["'self'"], 'http://localhost:3001', plain)).to.equal(false);
  });

  it('has to let in all panels, in every policy of the answer', () => {
    const reasonOf = (csp: string) =>
      judgeFrame({ status: 200, body: '', headers: { 'content-security-policy': csp } }, page, [
        panel,
        'https://login.example',
      ]).reason;
    expect(reasonOf('default-src *; frame-ancestors https:')).to.equal('may_be_framed');
    expect(reasonOf('frame-ancestors *, frame-ancestors https:')).to.equal('may_be_framed');
    expect(reasonOf("frame-ancestors https:, frame-ancestors 'self'")).to.equal('frame_refused');
    expect(reasonOf(`frame-ancestors ${panel}`)).to.equal('frame_refused');
  });
});
