/** Writes a sandbox's state to its file whenever a request has changed it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world.ts';
import { keptStateOf } from './kept-state.ts';
import { writeStateFile } from './state-file.ts';

export type StateKeeper = {
  /** Listens to the server's requests. */
  watch(req: IncomingMessage, res: ServerResponse): void;
  /** Puts the present state into the file. */
  save(): void;
};

/** A state that cannot be written is told to `warn` in one line, and tried again at the next request. */
export function createStateKeeper(
  world: World,
  file: string,
  warn: (line: string) => void,
): StateKeeper {
  let written = '';
  const save = () => {
    const state = JSON.stringify(keptStateOf(world));
    if (state === written) return;
    try {
      writeStateFile(file, state);
      written = state;
    } catch (error) {
      warn(`The sandbox cannot write ${file}: ${error instanceof Error ? error.message : error}`);
    }
  };
  return {
    save,
    watch: (req, res) => {
      if (onlyReadsTheApi(req)) return;
      // Before the answer goes out: whoever has it may count on it, even if the sandbox is killed next.
      const end = res.end.bind(res);
      res.end = ((...answer: Parameters<typeof end>) => {
        save();
        return end(...answer);
      }) as typeof res.end;
    },
  };
}

function onlyReadsTheApi({ method, url }: IncomingMessage): boolean {
  return method === 'GET' && url?.startsWith('/stores/') === true;
}
