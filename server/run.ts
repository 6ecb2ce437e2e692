/** Runs the service as a process: its log, its signals, its exit codes. */
import type { Config } from '../config/index.ts';
import { callbackKinds } from './iclients/callback-urls.ts';
import { createLog } from './log.ts';
import { type Service, startService } from './start.ts';
import { firstAdminLink } from './users/first-admin-link.ts';

/** A load balancer asks /readyz every second or so. */
const lingerAfterTermMs = 1_000;

/**
 * Starts the service and ties it to SIGTERM and SIGINT, also while it starts.
 * @param afterStop runs when the service has ended, before the process does
 */
export async function runService(
  config: Config,
  afterStop: () => Promise<void> = async () => undefined,
): Promise<Service> {
  const log = createLog(config.logLevel);
  const stopAsked = new Promise<NodeJS.Signals>((resolve) => {
    process.on('SIGTERM', resolve).on('SIGINT', resolve);
  });
  const service = await startService(config, { log });
  const callbacks = config.defaultIClient
    ? callbackKinds.map((kind) => `${config.publicUrl}/${kind}`)
    : 'none yet: set BIGCOMMERCE_CLIENT_ID and BIGCOMMERCE_CLIENT_SECRET';
  log.info(
    { address: service.address, publicUrl: config.publicUrl, callbacks },
    'The service listens.',
  );

  void stopAsked.then(async (signal) => {
    log.info({ signal }, 'Stopping: requests under way are answered first.');
    await service.stop({ lingerMs: signal === 'SIGTERM' ? lingerAfterTermMs : 0 });
    await afterStop();
    log.flush();
  });
  return service;
}

/** Says how to make the first admin when nobody can sign in yet: to the terminal and not to the log, which is kept. */
export async function tellFirstAdminLink({ deps }: Service): Promise<void> {
  const link = await firstAdminLink(deps.users);
  if (link !== undefined)
    process.stdout.write(`To make the first admin, open: ${deps.config.publicUrl}${link}\n`);
}

/** Ends the process with the message of an error that says what to do, without a stack. */
export function refuseToStart(error: unknown): void {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is already in use: set PORT to another one.`;
  }
  return error.message;
}
