import { readdir, rm } from 'node:fs/promises';
import { expect } from 'chai';
import { makeDataDir } from '../support/connector.ts';
import { productionEnv } from '../support/example-env.ts';
import { runServiceProcess } from '../support/service-process.ts';

describe('a start with a wrong configuration', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await makeDataDir();
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('ends with exit code 1 and nothing but the list of what to mend', async () => {
    const { code, output } = await runServiceProcess({
      ...productionEnv({ REDIS_URL: undefined, SESSION_SECRET: 'canary-short' }),
      DATA_DIR: dataDir,
    });
    expect(code).to.equal(1);
    expect(output.trim().split('\n')).to.deep.equal([
      'The configuration has problems:',
      '- REDIS_URL is missing: give the address of a Redis, or "embedded" to run one beside the service.',
      '- SESSION_SECRET must have at least 32 characters (openssl rand -base64 32).',
    ]);
    expect(await readdir(dataDir)).to.deep.equal([]);
  });
});
