import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError, type Environment, loadConfig } from '../../config/index.ts';

describe('secrets that nobody gave', () => {
  let dataDir: string;
  let file: string;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'secrets-')), 'data');
    file = join(dataDir, 'secrets.json');
  });
  afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

  const load = (changes: Environment = {}) => loadConfig({ DATA_DIR: dataDir, ...changes });
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

  function refusal(): ConfigError {
    try {
      load();
    } catch (error) {
      if (error instanceof ConfigError) return error;
      throw error;
    }
    throw new Error('The configuration was taken.');
  }

  it('are made once, kept, and readable by their user only', async () => {
    const first = load();
    expect(first.encryptionKeys[0]?.key).to.have.length(32);
    const second = load();
    expect(second.encryptionKeys).to.deep.equal(first.encryptionKeys);
    expect(second.sessionSecret).to.equal(first.sessionSecret);
    expect(await mode(file)).to.equal('600');
    expect(await mode(dataDir)).to.equal('700');
    expect(await readdir(dataDir)).to.deep.equal(['secrets.json']);
  });

  it('differ from one installation to the next', async () => {
    const first = load();
    await rm(dataDir, { recursive: true });
    const second = load();
    expect(second.sessionSecret).not.to.equal(first.sessionSecret);
    expect(second.encryptionKeys).not.to.deep.equal(first.encryptionKeys);
  });

  it('give way to those that are given', () => {
    const kept = load();
    const given = 'example-session-secret-of-32-or-more';
    const config = load({ SESSION_SECRET: given });
    expect(config.sessionSecret).to.equal(given);
    expect(config.encryptionKeys).to.deep.equal(kept.encryptionKeys);
  });

  it('are not made when all are given', async () => {
    load({
      SESSION_SECRET: 'example-session-secret-of-32-or-more',
      ENCRYPTION_KEYS: `example:${Buffer.alloc(32, 'example').toString('base64')}`,
    });
    expect(await readdir(join(dataDir, '..'))).to.deep.equal([]);
  });

  it('of a damaged file are never replaced: the start is refused, and nothing of them is told', async () => {
    load();
    const good = await readFile(file, 'utf8');
    const secret: string = JSON.parse(good).sessionSecret;
    const damaged = [
      '',
      '{}',
      'null',
      '[]',
      good.slice(0, -10),
      JSON.stringify({ encryptionKeys: 7, sessionSecret: secret }),
      JSON.stringify({ encryptionKeys: `local:${secret.slice(2)}`, sessionSecret: secret }),
      JSON.stringify({ ...JSON.parse(good), sessionSecret: 'short' }),
    ];
    for (const text of damaged) {
      await writeFile(file, text);
      const { problems } = refusal();
      expect(problems, text).to.have.length(1);
      expect(problems[0], text).to.match(/^DATA_DIR: .*secrets\.json is damaged\. Restore it/);
      expect(problems[0], text).not.to.include(secret.slice(2, 20));
      expect(await readFile(file, 'utf8')).to.equal(text);
    }
  });

  it('that cannot be kept are refused with the reason', async () => {
    await writeFile(dataDir, 'a file where the folder should be');
    expect(refusal().problems[0]).to.match(/^DATA_DIR: .*EEXIST/);
  });
});
