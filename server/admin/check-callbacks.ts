/** Checks an iClient's callback URLs from the command line. The service has to be running. */
import { runChecks } from '../callback-tests/checks/callback-checks.ts';
import { type CheckedTarget, worstVerdict } from '../callback-tests/checks/check.ts';
import type { CheckTargetDeps } from '../callback-tests/checks/check-target.ts';
import { describeCheck, describeHeadline } from '../callback-tests/checks/describe-check.ts';
import type { IClientStore } from '../iclients/store.ts';
import { textsFor } from '../language/language.ts';
import type { Command } from './command.ts';
import { namedIClient } from './named-iclient.ts';

const exitCodes = { ok: 0, warning: 0, failed: 1 };

export type CheckCallbacksDeps = {
  iclients: Pick<IClientStore, 'findBySlug'>;
  checkDeps: CheckTargetDeps;
};

export const checkCallbacks: Command<CheckCallbacksDeps> = async (
  args,
  { iclients, checkDeps },
) => {
  const iclient = await namedIClient(args, iclients);
  const targets = await runChecks(checkDeps, {
    iclient,
    stopping: new AbortController().signal,
  });
  const { heading } = describeHeadline(targets, 'en');
  return {
    text: [...targets.map(describeTarget), `${heading}.`].join('\n\n'),
    exitCode: exitCodes[worstVerdict(targets.flatMap(({ checks }) => checks))],
  };
};

function describeTarget({ kind, url, whitelisted, checks }: CheckedTarget): string {
  const { names } = textsFor('en').callbacks.checks;
  const lines = checks.flatMap((check) => {
    const { name, verdict, message, todo } = describeCheck(check, 'en');
    const line = `  ${verdict.padEnd(9)}${names[name]}: ${message}`;
    return todo === undefined ? [line] : [line, `${' '.repeat(11)}${todo}`];
  });
  return [`${kind}${whitelisted ? ' (whitelist)' : ''}: ${url}`, ...lines].join('\n');
}
