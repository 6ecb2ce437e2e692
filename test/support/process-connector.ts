/** The real process of the service with a sandbox beside it, for what only a process can show. */
import type { Environment } from '../../config/index.ts';
import { startSandbox } from '../../server/sandbox/start.ts';
import { clientId, connectorEnv, defaultApp } from './connector.ts';
import { storeHash } from './journeys.ts';
import { type SandboxControl, sandboxControl } from './sandbox-control.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import { until } from './until.ts';

/** A name, since the port changes with each start. */
export const publicUrl = 'http://connector.example';

export async function startOwnSandbox(): Promise<
  SandboxControl & { close(): Promise<void>; installUrl(service: ServiceProcess): Promise<string> }
> {
  const sandbox = await startSandbox({ port: 0, apps: [defaultApp(publicUrl)] });
  const control = sandboxControl(sandbox.url);
  return {
    ...control,
    close: sandbox.close,
    /** Consents, and answers the auth callback of the running process. */
    async installUrl(service) {
      const { url } = await control.code({ clientId, storeHash });
      return url.replace(publicUrl, service.address);
    },
  };
}

/** The environment of a process on that folder. */
export function processEnv(dataDir: string, sandbox: SandboxControl): Environment {
  return {
    ...connectorEnv({ port: 0, dataDir, sandboxUrl: sandbox.url }),
    PUBLIC_URL: publicUrl,
  };
}

/** Starts a process and waits until it can serve. */
export async function startReadyProcess(
  dataDir: string,
  sandbox: SandboxControl,
): Promise<ServiceProcess> {
  const service = await startServiceProcess(processEnv(dataDir, sandbox));
  try {
    await until('the process is ready', async () => (await fetch(`${service.address}/readyz`)).ok);
    return service;
  } catch (error) {
    await service.stop();
    throw error;
  }
}
