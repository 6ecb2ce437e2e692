/**
 * A pretend integration builder, to try the picker in: somebody else's product on an origin of its
 * own. It knows what any builder knows, an API key and the documentation, and shares no code with the
 * service.
 */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExampleApp } from './example-app.ts';
import { returnPath } from './invitations.ts';

export type ExampleBuilder = {
  url: string;
  /** Where it sends merchants back to. */
  returnUrl: string;
  close(): Promise<void>;
};

/**
 * Starts it at 127.0.0.1; port 0 takes any free one.
 * @param connector where the service is; its API key has picker:write, proxy:read, connections:read and links:write
 * @throws Error of one line when the port is taken
 */
export async function startExampleBuilder(options: {
  port: number;
  connector: { url: string; apiKey: string };
}): Promise<ExampleBuilder> {
  const server = createServer();
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  server.on('request', createExampleApp({ ...options.connector, origin: url }));
  return { url, returnUrl: `${url}${returnPath}`, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is already in use: set EXAMPLE_PORT to another one.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
