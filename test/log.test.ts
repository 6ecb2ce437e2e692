import { Writable } from 'node:stream';
import { expect } from 'chai';
import { createLog } from '../server/log.ts';

const canary = 'canary-in-the-log';

const names = [
  'accessToken',
  'access_token',
  'clientSecret',
  'client_secret',
  'signed_payload_jwt',
  'sessionSecret',
  'authorization',
  'cookie',
  'x-auth-token',
];

describe('the log', () => {
  const lines: string[] = [];
  const log = createLog(
    'trace',
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  beforeEach(() => {
    lines.length = 0;
  });

  for (const name of names) {
    it(`hides the value of ${name}, at the top and one level down`, () => {
      log.info({ [name]: canary }, 'At the top.');
      log.info({ body: { [name]: canary } }, 'One level down.');
      log.child({ [name]: canary }).info('In a child.');

      expect(lines).to.have.length(3);
      for (const line of lines) {
        expect(line).not.to.include(canary);
        expect(line).to.include('[secret]');
      }
    });
  }

  it('writes one line of JSON for each entry, with what it was given', () => {
    log.warn({ connectionId: 'cn_example' }, 'Something happened.');

    expect(lines).to.have.length(1);
    expect(JSON.parse(lines[0] ?? '')).to.include({
      level: 40,
      connectionId: 'cn_example',
      msg: 'Something happened.',
    });
  });
});
