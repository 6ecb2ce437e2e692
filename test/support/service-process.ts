/** The service as the process that it is in production: its environment, log, signals and exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Environment } from '../../config/index.ts';
import { until } from './until.ts';

export type ServiceProcess = {
  /** Where it listens. */
  address: string;
  pid: number;
  /** Of its embedded Redis. */
  redisPid: number;
  /** Everything on standard output and standard error so far. */
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when it has ended, with its exit code or the signal that killed it. */
  ended(): Promise<number | NodeJS.Signals>;
  /** Ends it, and the embedded Redis that a killed one leaves behind. */
  stop(): Promise<void>;
};

/** On a machine with other work, too. */
const startsWithinMs = 30_000;

/** Resolves with a process that listens; one that ends before that is an error that holds its output. */
export async function startServiceProcess(env: Environment): Promise<ServiceProcess> {
  const run = spawnEntry('main', env);
  const dataDir = env.DATA_DIR ?? '';
  const stop = async () => {
    run.child.kill('SIGKILL');
    await run.ended;
    await endEmbeddedRedis(dataDir);
  };
  try {
    const listening = () => {
      if (run.child.exitCode !== null) throw new Error(`The service ended:\n${run.output()}`);
      return /"address":"([^"]+)"/.exec(run.output())?.[1];
    };
    const address = await until('the service process listens', listening, startsWithinMs);
    return {
      address,
      pid: run.child.pid ?? 0,
      redisPid: Number(/"pid":(\d+),"socketPath"/.exec(run.output())?.[1] ?? 0),
      output: run.output,
      signal: (signal) => void run.child.kill(signal),
      ended: () => run.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs it to its end, for starts that are to fail; one that goes on for ten seconds is killed. */
export async function runServiceProcess(env: Environment) {
  const run = spawnEntry('main', env);
  const tooLong = setTimeout(() => run.child.kill('SIGKILL'), 10_000);
  const code = await run.ended;
  clearTimeout(tooLong);
  return { code, output: run.output() };
}

export type EntryProcess = {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Both of them, as they came. */
  output(): string;
  ended: Promise<number | NodeJS.Signals>;
};

/** Starts an entry of the service: the service itself, the demo or the command line. */
export function spawnEntry(
  entry: 'main' | 'demo' | 'admin',
  env: Environment,
  args: string[] = [],
): EntryProcess {
  const path = fileURLToPath(new URL(`../../server/${entry}.ts`, import.meta.url));
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', loader, path, ...args], {
    // Away from the project, whose .env it would read.
    cwd: env.DATA_DIR,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const all: string[] = [];
  const collect = (stream: Readable) => {
    const own: string[] = [];
    stream.on('data', (chunk) => {
      own.push(String(chunk));
      all.push(String(chunk));
    });
    return () => own.join('');
  };
  return {
    child,
    stdout: collect(child.stdout),
    stderr: collect(child.stderr),
    output: () => all.join(''),
    ended: once(child, 'close').then(() => child.signalCode ?? child.exitCode ?? 1),
  };
}

/** Ends what a killed process leaves behind, by its socket: its pid may be somebody else's by now. */
export async function endEmbeddedRedis(dataDir: string): Promise<void> {
  const path = join(dataDir, 'redis', 'redis.sock');
  if (!existsSync(path)) return;
  await new Promise<void>((resolve) => {
    const socket = connect(path, () => socket.write('SHUTDOWN NOSAVE\r\n'));
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => resolve());
  });
}

/** Whether a process has this id. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
