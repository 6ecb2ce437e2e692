/**
 * A pretend BigCommerce to develop against: login host, API host and control panel at one address.
 * It shares no code with the service, so that a mistake is not made the same way on both sides.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { restoreState } from './keep/kept-state.ts';
import { readStateFile } from './keep/state-file.ts';
import { createStateKeeper } from './keep/state-keeper.ts';
import { createSandboxApp } from './sandbox-app.ts';
import { createWorld, type SandboxApp } from './world.ts';

export type { SandboxApp } from './world.ts';
export type Sandbox = { url: string; close(): Promise<void> };

/**
 * Starts a sandbox with stores of its own, where `apps` are registered and none is installed.
 * Port 0 takes any free port. `now` gives milliseconds since 1970.
 *
 * With a `stateFile` it goes on where the last sandbox with this file ended, and keeps what changes
 * there; of an app that the file knows already, only the given secret and callbacks count. `warn`
 * is told in one line when the file is damaged or cannot be written; without it, stderr is.
 *
 * Throws an Error of one line when the port is taken.
 */
export async function startSandbox(options: {
  port: number;
  host?: string;
  apps: SandboxApp[];
  now?: () => number;
  stateFile?: string;
  warn?: (line: string) => void;
}): Promise<Sandbox> {
  const { port, host = '127.0.0.1', apps, now = Date.now, stateFile, warn = toStderr } = options;
  const closing = new AbortController();
  const world = createWorld({ apps, now, closing: closing.signal });
  const kept = stateFile === undefined ? undefined : await readStateFile(stateFile, warn);
  if (kept) restoreState(world, kept, apps);
  const keeper = stateFile === undefined ? undefined : createStateKeeper(world, stateFile, warn);
  const server = createServer(createSandboxApp(world));
  if (keeper) server.prependListener('request', keeper.watch);
  await listen(server, port, host);
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${hostInUrl(host)}:${actualPort}`,
    close: async () => {
      closing.abort();
      await closeServer(server);
      keeper?.save();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is already in use: set SANDBOX_PORT to another one.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    server.listen(port, host, resolve);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function toStderr(line: string) {
  process.stderr.write(`${line}\n`);
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
