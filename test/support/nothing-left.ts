/**
 * Whatever a test file starts, it ends: when servers or processes are left at the end, that is a failure of
 * its own. Mocha loads this (.mocharc.json) into each of the processes that it runs files in.
 */
import { ChildProcess } from 'node:child_process';
import { until } from './until.ts';

const kinds = ['ProcessWrap', 'TCPServerWrap', 'PipeServerWrap'];

/** How much earlier files of this process have left: the next one is not blamed for it. */
let told = 0;

export const mochaHooks = {
  async afterAll() {
    await until('every server and process has ended', () => left().length <= told).catch(() => {
      for (const child of childProcesses()) child.kill('SIGKILL');
      told = left().length;
      throw new Error(`Something was left running: ${left().join(', ')}.`);
    });
  },
};

function left(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => kinds.includes(kind));
}

/** Node tells them in no documented way. */
function childProcesses(): ChildProcess[] {
  const tell: unknown = Reflect.get(process, '_getActiveHandles');
  const handles: unknown = typeof tell === 'function' ? tell.call(process) : [];
  return Array.isArray(handles) ? handles.filter((handle) => handle instanceof ChildProcess) : [];
}
