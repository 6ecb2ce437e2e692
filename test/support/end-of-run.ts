/**
 * A run ends by itself when everything that the tests started has ended. One that does not has a test
 * that left something running, or failed before it could stop it: that is said, ended and a failure,
 * rather than waited for without end. Mocha loads this file (.mocharc.json).
 */
import { ChildProcess } from 'node:child_process';

const patienceMs = 30_000;

export const mochaHooks = {
  afterAll() {
    setTimeout(endWhatIsLeft, patienceMs).unref();
  },
};

function endWhatIsLeft(): never {
  const left = process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout');
  process.stderr.write(`\nThe tests are over, and this goes on: ${left.join(', ')}\n`);
  for (const child of childProcesses()) child.kill('SIGKILL');
  // Mocha sets its own code, the number of failed tests, when the process exits.
  process.once('exit', () => {
    process.exitCode = 1;
  });
  process.exit();
}

/** Node tells them in no documented way. */
function childProcesses(): ChildProcess[] {
  const tell: unknown = Reflect.get(process, '_getActiveHandles');
  const handles: unknown = typeof tell === 'function' ? tell.call(process) : [];
  return Array.isArray(handles) ? handles.filter((handle) => handle instanceof ChildProcess) : [];
}
