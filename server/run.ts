/** Runs the service as a process: its log, its signals, its exit codes. */
import type { Config } from '../config/index.ts';
import { callbackKinds, callbackPath } from './iclients/callback-urls.ts';
import { defaultIClientSlug } from './iclients/iclient.ts';
import { createLog } from './log.ts';
import { type Service, startService } from './start.ts';

/** A load balancer asks /readyz every second or so. */
const lingerAfterTermMs = 1_000;

/**
 * Starts the service and ties it to SIGTERM and SIGINT.
 * @param afterStop runs when the service has ended, before the process does
 */
export async function runService(
  config: Config,
  afterStop: () => Promise<void> = async () => undefined,
): Promise<Service> {
  const log = createLog(config.logLevel);
  const service = await startService(config, { log });
  const callbacks = callbackKinds.map(
    (kind) => `${config.publicUrl}${callbackPath(defaultIClientSlug, kind)}`,
  );
  log.info(
    { address: service.address, publicUrl: config.publicUrl, callbacks },
    'The service listens.',
  );

  const end = async (lingerMs: number) => {
    await service.stop({ lingerMs });
    await afterStop();
    log.flush();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'Stopping: requests under way are answered first.');
    void end(signal === 'SIGTERM' ? lingerAfterTermMs : 0);
  };
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
  return service;
}

/** Ends the process with the message of an error that says what to do, without a stack. */
export function refuseToStart(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
