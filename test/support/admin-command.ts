/** The command line of `npm run --silent admin`, as the process that it is. */
import type { Environment } from '../../config/index.ts';
import { spawnEntry } from './service-process.ts';

export type AdminAnswer = { code: number | NodeJS.Signals; stdout: string; stderr: string };

/** Runs it to its end; one that goes on for twenty seconds is killed, which its code then says. */
export async function runAdmin(env: Environment, ...args: string[]): Promise<AdminAnswer> {
  const run = spawnEntry('admin', env, args);
  const tooLong = setTimeout(() => run.child.kill('SIGKILL'), 20_000);
  const code = await run.ended;
  clearTimeout(tooLong);
  return { code, stdout: run.stdout(), stderr: run.stderr() };
}
