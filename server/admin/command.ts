import type { ApiKeyStore } from '../api-keys/store.ts';
import type { ConnectionStore } from '../connections/store.ts';
import type { By } from '../events/event.ts';
import type { UserStore } from '../users/store.ts';

/** What was typed after the command's name. */
export type Arguments = {
  options: {
    email?: string | undefined;
    role?: string | undefined;
    name?: string | undefined;
    permissions?: string | undefined;
    connections?: string | undefined;
    iclient?: string | undefined;
  };
  /** Words that belong to no option. */
  more: string[];
};

export type CommandDeps = {
  users: Pick<UserStore, 'findByEmail' | 'invite' | 'makeSignInLink'>;
  apiKeys: Pick<ApiKeyStore, 'create'>;
  connections: Pick<ConnectionStore, 'find' | 'findByName'>;
  publicUrl: string;
};

/** For standard output, and how the process then ends. */
export type Printed = { text: string; exitCode: number };

/** Answers what is printed; a text alone ends well. @throws WrongUse, or another Error with words for people */
export type Command<D = CommandDeps> = (args: Arguments, deps: D) => Promise<string | Printed>;

/** The help is printed below its message. */
export class WrongUse extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Somebody at the machine. */
export const operator: By = { actor: { kind: 'operator' }, address: '' };
