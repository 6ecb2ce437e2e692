/** The command line as people type it: npm has words of its own for standard output. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { makeDataDir } from '../support/connector.ts';
import { productionEnv } from '../support/example-env.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

const root = new URL('../../', import.meta.url);
const run = promisify(execFile);

describe('the command line through npm', function () {
  this.timeout(60_000);
  let project: string;
  let server: RedisServer;
  before(async () => {
    server = await startRedisServer(['--appendonly', 'no']);
    // With our package.json, and our sources in the place of what is built.
    project = await makeDataDir();
    await copyFile(new URL('package.json', root), join(project, 'package.json'));
    await mkdir(join(project, 'dist/server'), { recursive: true });
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const entry = new URL('server/admin.ts', root).href;
    await writeFile(
      join(project, 'dist/server/admin.js'),
      `await import('${loader}');\nawait import('${entry}');\n`,
    );
  });
  after(async () => {
    await server.remove();
    await rm(project, { recursive: true, force: true });
  });

  const readme = () => readFile(new URL('README.md', root), 'utf8');
  /** The words before the command's own, as the README has them. */
  const typed = async () => /^npm (run .*admin --) create-api-key/m.exec(await readme())?.[1] ?? '';
  const npm = async (...args: string[]) => {
    const env = productionEnv({ REDIS_URL: server.url, DATA_DIR: project });
    const { PATH, HOME } = process.env;
    const { stdout } = await run('npm', args, { cwd: project, env: { PATH, HOME, ...env } });
    return stdout;
  };

  it('prints an API key alone when it is typed as the README says', async () => {
    const words = (await typed()).split(' ');
    const options = ['--name', 'Example', '--permissions', 'proxy:read'];
    expect(await npm(...words, 'create-api-key', ...options)).to.match(/^bcc_[A-Za-z0-9_-]{43}\n$/);
  });

  it('is nowhere told to be typed in another way', async () => {
    const entry = await readFile(new URL('server/admin.ts', root), 'utf8');
    for (const text of [entry, await readme()]) {
      expect(text).to.include('npm run --silent admin -- ');
      expect(text).not.to.include('npm run admin');
    }
  });
});
