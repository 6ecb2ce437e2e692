import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect } from 'chai';
import { type Environment, loadConfig } from '../../config/index.ts';

describe('.env.example', () => {
  let dataDir: string;
  let example: Environment;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'env-'));
    const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    example = parseEnv(text) as Environment;
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  it('has every variable that the service reads, and no other', () => {
    const read = new Set<string>();
    const env = new Proxy<Environment>(
      { DATA_DIR: dataDir },
      {
        get(target, name) {
          read.add(String(name));
          return Reflect.get(target, name);
        },
      },
    );
    loadConfig(env);
    expect(Object.keys(example)).to.have.members([...read]);
  });

  it('is a configuration that works as it stands, and is the one without it', () => {
    const place = { DATA_DIR: dataDir };
    expect(loadConfig({ ...example, ...place })).to.deep.equal(loadConfig(place));
  });
});
