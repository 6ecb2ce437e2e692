/** Writes a sandbox's state to its file whenever a request has changed it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world.ts';
import { keptStateOf } from './kept-state.ts';
import { writeStateFile } from './state-file.ts';

export type StateKeeper = {
  /** Listens to the server's requests. */
  watch(req: IncomingMessage, res: ServerResponse): void;
  /** Resolves when the present state is in the file. */
  save(): Promise<void>;
};

/** A state that cannot be written is told to `warn` in one line, and tried again at the next request. */
export function createStateKeeper(
  world: World,
  file: string,
  warn: (line: string) => void,
): StateKeeper {
  let written = '';
  let turn = Promise.resolve();

  const writeChanges = async () => {
    const state = JSON.stringify(keptStateOf(world));
    if (state === written) return;
    await writeStateFile(file, state);
    written = state;
  };
  // One after the other, so that an older state never replaces a newer one.
  const save = () => {
    turn = turn.then(writeChanges).catch((error: Error) => {
      warn(`The sandbox cannot write ${file}: ${error.message}`);
    });
    return turn;
  };
  return {
    save,
    watch: (req, res) => {
      if (!onlyReadsTheApi(req)) res.once('close', () => void save());
    },
  };
}

function onlyReadsTheApi({ method, url }: IncomingMessage): boolean {
  return method === 'GET' && url?.startsWith('/stores/') === true;
}
