/** The file that keeps a sandbox's state: JSON, whole or not at all, for its owner's eyes only. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type KeptState, keptStateSchema } from './kept-state.ts';

/**
 * Undefined when there is no such file, or when it is damaged; `warn` is then told so in one line.
 * Throws what the file system throws when the file is there and cannot be read.
 */
export async function readStateFile(
  file: string,
  warn: (line: string) => void,
): Promise<KeptState | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const state = keptStateSchema.safeParse(parsed(text));
  if (!state.success) warn(`The sandbox cannot read ${file}: it is damaged. It starts afresh.`);
  return state.data;
}

/** Replaces the file in one step, so that a crash leaves either the old state or the new one. */
export function writeStateFile(file: string, state: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, state, { mode: 0o600 });
  renameSync(fresh, file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
