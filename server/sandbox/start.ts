/**
 * A pretend BigCommerce to develop against: login host, API host and control panel at one address.
 * It shares no code with the service, so that a mistake is not made the same way on both sides.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandboxApp } from './sandbox-app.ts';
import { createWorld, type SandboxApp } from './world.ts';

export type { SandboxApp } from './world.ts';
export type Sandbox = { url: string; close(): Promise<void> };

/**
 * Starts a sandbox with stores of its own, where `apps` are registered and none is installed.
 * Port 0 takes any free port. `now` gives milliseconds since 1970.
 * Throws an Error of one line when the port is taken.
 */
export async function startSandbox(options: {
  port: number;
  host?: string;
  apps: SandboxApp[];
  now?: () => number;
}): Promise<Sandbox> {
  const { port, host = '127.0.0.1', apps, now = Date.now } = options;
  const closing = new AbortController();
  const world = createWorld({ apps, now, closing: closing.signal });
  const server = createServer(createSandboxApp(world));
  await listen(server, port, host);
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${hostInUrl(host)}:${actualPort}`,
    close: () => {
      closing.abort();
      return closeServer(server);
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

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
