import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const SETUP = new URL('../../config/setup.sh', import.meta.url).pathname;
const LOCK = { packages: { '': { name: 'example' }, 'node_modules/a': { version: '1.0.0' } } };
const INSTALLED = { packages: { 'node_modules/a': { version: '1.0.0' } } };

type Outcome = { status: number; said: string[]; calls: string[] };

/** A pretend machine: the only programs on the PATH are those named here; each logs how it was called. */
describe('setup of a fresh machine', () => {
  let machine: string;

  beforeEach(async () => {
    machine = await mkdtemp(join(tmpdir(), 'setup-'));
    await mkdir(join(machine, 'bin'));
    await mkdir(join(machine, 'project', 'config'), { recursive: true });
    await copyFile(SETUP, join(machine, 'project', 'config', 'setup.sh'));
    await symlink(process.execPath, join(machine, 'bin', 'node'));
    for (const name of ['dirname', 'env']) await linkProgram(name);
    await writeLock('package-lock.json', LOCK);
    await writeLock('node_modules/.package-lock.json', INSTALLED);
    await program('npm');
    await program('id', 'echo 0');
  });

  afterEach(() => rm(machine, { recursive: true }));

  async function linkProgram(name: string): Promise<void> {
    const path = await output('/bin/sh', ['-c', `command -v ${name}`]);
    await symlink(path.trim(), join(machine, 'bin', name));
  }

  async function program(name: string, body = ''): Promise<void> {
    const text = `#!/bin/sh\necho "${name} $*" >> "${machine}/calls"\n${body}\n`;
    await writeFile(join(machine, 'bin', name), text, { mode: 0o755 });
  }

  /** A package manager whose install of `item` puts `item` on the PATH. */
  function installing(item: string): string {
    return `case "$*" in *install*${item}*) /bin/ln -s /bin/sh "${machine}/bin/${item}";; esac`;
  }

  async function writeLock(path: string, content: unknown): Promise<void> {
    await mkdir(join(machine, 'project', 'node_modules'), { recursive: true });
    await writeFile(join(machine, 'project', path), JSON.stringify(content));
  }

  /** The programs that change a system are pretended too, so that no test can touch the real one. */
  async function debian(aptKnows = '', aptInstalls = ''): Promise<void> {
    for (const name of ['tee', 'chmod', 'rm', 'systemctl']) await program(name);
    await program('apt-cache', aptKnows);
    await program('apt-get', aptInstalls);
  }

  async function setUp(
    options: { withBrowser?: boolean; env?: Record<string, string> } = {},
  ): Promise<Outcome> {
    const args = [join(machine, 'project', 'config', 'setup.sh')];
    if (options.withBrowser) args.push('--with-browser');
    const env = { PATH: join(machine, 'bin'), ...options.env };
    const { status, text } = await run('/bin/bash', args, env);
    const calls = await readFile(join(machine, 'calls'), 'utf8').catch(() => '');
    return {
      status,
      said: lines(text),
      calls: lines(calls).filter((call) => !call.startsWith('id ')),
    };
  }

  it('says and installs nothing when nothing is missing', async () => {
    await program('redis-server');
    await program('chromium');
    expect(await setUp({ withBrowser: true })).to.deep.equal({ status: 0, said: [], calls: [] });
  });

  it('is content with valkey and with a browser named by CHROMIUM_PATH', async () => {
    await program('valkey-server');
    const env = { CHROMIUM_PATH: join(machine, 'bin', 'node') };
    expect(await setUp({ withBrowser: true, env })).to.deep.equal({
      status: 0,
      said: [],
      calls: [],
    });
  });

  it('asks for a browser only for the tests', async () => {
    await program('redis-server');
    expect((await setUp()).status).to.equal(0);
    const { status, said } = await setUp({ withBrowser: true });
    expect(status).to.equal(1);
    expect(said).to.have.length(1);
    expect(said[0]).to.include('Chromium is missing').and.include('CHROMIUM_PATH');
  });

  const stale: [string, unknown][] = [
    ['are absent', undefined],
    ['have another version', { packages: { 'node_modules/a': { version: '0.9.0' } } }],
    ['lack one', { packages: {} }],
    [
      'have one too many',
      { packages: { ...INSTALLED.packages, 'node_modules/b': { version: '1.0.0' } } },
    ],
  ];
  for (const [what, installed] of stale) {
    it(`installs the dependencies, development ones too, when they ${what}`, async () => {
      await program('redis-server');
      await rm(join(machine, 'project', 'node_modules'), { recursive: true });
      if (installed) await writeLock('node_modules/.package-lock.json', installed);
      const { status, calls } = await setUp({ env: { NODE_ENV: 'production' } });
      expect(status).to.equal(0);
      expect(calls).to.deep.equal(['npm ci --include=dev --no-audit --no-fund']);
    });
  }

  it('does not miss an optional package of another platform', async () => {
    await program('redis-server');
    const optional = { version: '1.0.0', optional: true };
    await writeLock('package-lock.json', {
      packages: { ...LOCK.packages, 'node_modules/c': optional },
    });
    expect((await setUp()).calls).to.deep.equal([]);
  });

  it('stops with the reason when the dependencies cannot be installed', async () => {
    await program('npm', 'exit 1');
    await rm(join(machine, 'project', 'node_modules'), { recursive: true });
    const { status, said } = await setUp();
    expect(status).to.equal(1);
    expect(said.at(-1)).to.include('npm ci failed');
  });

  it('installs Redis with apt-get as root, and does not let it start with the machine', async () => {
    await debian('', installing('redis-server'));
    const { status, said, calls } = await setUp();
    expect(status).to.equal(0);
    expect(said).to.deep.equal(['setup: installing redis-server with apt-get']);
    expect(calls.filter((call) => call.startsWith('apt-get'))).to.deep.equal([
      'apt-get -qq --yes -o DPkg::Lock::Timeout=120 install --no-install-recommends redis-server',
    ]);
    expect(calls).to.include('systemctl disable redis-server');
    expect((await setUp()).calls).to.deep.equal(calls);
  });

  it('fetches the package lists when apt has not heard of Redis', async () => {
    await debian(
      `test -e "${machine}/lists"`,
      `${installing('redis-server')}\n: > "${machine}/lists"`,
    );
    const { status, calls } = await setUp();
    expect(status).to.equal(0);
    const verbs = calls
      .filter((call) => call.startsWith('apt-get'))
      .map((call) => call.split(' ')[5]);
    expect(verbs).to.deep.equal(['update', 'install']);
  });

  it('uses sudo, without a question when nobody is there to answer', async () => {
    await debian('', installing('redis-server'));
    await program('id', 'echo 1000');
    await program('true');
    await program('sudo', 'shift; exec "$@"');
    const { status, calls } = await setUp();
    expect(status).to.equal(0);
    expect(calls.find((call) => call.includes('install'))).to.match(
      /^sudo -n env DEBIAN_FRONTEND=noninteractive apt-get .*install --no-install-recommends redis-server$/,
    );
  });

  it('installs Chromium under the name that this system has', async () => {
    await program('redis-server');
    await debian('test "$2" = chromium-browser', installing('chromium-browser'));
    const { status, calls } = await setUp({ withBrowser: true });
    expect(status).to.equal(0);
    expect(calls.filter((call) => call.startsWith('apt-get'))).to.have.length(1);
  });

  it('installs Redis with Homebrew', async () => {
    await program('brew', installing('redis').replaceAll('bin/redis', 'bin/redis-server'));
    const { status, calls } = await setUp();
    expect(status).to.equal(0);
    expect(calls).to.deep.equal(['brew install redis']);
  });

  it('stops when apt-get cannot install', async () => {
    await debian('', 'echo "E: no network" >&2; exit 100');
    const { status, said } = await setUp();
    expect(status).to.equal(1);
    expect(said.at(-1)).to.equal('setup: apt-get update failed, see above.');
  });

  for (const [who, uid] of [
    ['root without a package manager', '0'],
    ['a user without sudo', '1000'],
  ] as const) {
    it(`says in one line what ${who} has to install`, async () => {
      if (uid !== '0') await debian();
      await program('id', `echo ${uid}`);
      const { status, said, calls } = await setUp();
      expect(status).to.equal(1);
      expect(said).to.have.length(1);
      expect(said[0]).to.include('Install redis-server or valkey-server');
      expect(calls).to.deep.equal([]);
    });
  }

  for (const version of ['v18.20.4', 'v20.18.1']) {
    it(`refuses Node.js ${version}`, async () => {
      await rm(join(machine, 'bin', 'node'));
      await program('node', `echo ${version}`);
      const { status, said } = await setUp();
      expect(status).to.equal(1);
      expect(said).to.deep.equal([
        `setup: Node.js ${version} is too old. Install Node.js 20.19 or newer.`,
      ]);
    });
  }
});

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

async function output(command: string, args: string[]): Promise<string> {
  return (await run(command, args, { PATH: '/usr/bin:/bin' })).text;
}

function run(
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { env }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, text: stdout + stderr });
    });
    child.stdin?.end();
  });
}
