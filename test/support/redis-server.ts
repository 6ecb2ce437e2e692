/** A real Redis server of a test's own, which can be killed, stopped in its tracks and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

export type RedisServer = {
  /** The same after another start. */
  port: number;
  url: string;
  /** Of the process that runs now. */
  pid(): number;
  /** Starts the server again, with the data that it kept. */
  start(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Its process takes no turn any more, though its connections stay open (SIGSTOP). */
  pause(): void;
  resume(): void;
  /** Sends one command, words separated by spaces, and answers what Redis says. */
  say(command: string): Promise<string>;
  /** Ends it for good, whatever state it is in, and removes its data. */
  remove(): Promise<void>;
};

const safeArguments = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];

/**
 * Starts redis-server on a free loopback port, in a folder of its own.
 * @param args settings that win over the safe ones, such as `['--appendonly', 'no']`
 */
export async function startRedisServer(args: string[] = []): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;

  const start = async () => {
    const bound = ['--bind', '127.0.0.1', '--port', String(port), '--dir', dir, '--save', ''];
    child = spawn('redis-server', [...bound, ...safeArguments, ...args], { stdio: 'ignore' });
    await until('redis-server answers', async () => {
      if (child?.exitCode !== null) throw new Error('redis-server ended at its start.');
      return (await ask(port, 'PING').catch(() => '')).startsWith('+PONG');
    });
  };
  const kill = async () => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  };

  const server: RedisServer = {
    port,
    url: `redis://127.0.0.1:${port}`,
    pid: () => child?.pid ?? 0,
    start,
    kill,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    say: (command) => ask(port, command),
    async remove() {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
  try {
    await start();
  } catch (error) {
    await server.remove();
    throw error;
  }
  return server;
}

/** One inline command over a connection of its own; the answer up to the end of what came at once. */
function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.setTimeout(2_000, () => socket.destroy(new Error(`No answer to ${command}.`)));
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(chunk.toString());
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`Closed without an answer to ${command}.`)));
  });
}
