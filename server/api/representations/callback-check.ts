import { z } from 'zod';
import {
  type CallbackCheck,
  type CheckedTarget,
  checkNames,
  isUnfinished,
  reasons,
  verdicts,
  worstVerdict,
} from '../../callback-tests/checks/check.ts';
import { describeCheck } from '../../callback-tests/checks/describe-check.ts';
import { diagnoses } from '../../callback-tests/diagnoses.ts';
import { momentOf, momentSchema, possibleMomentOf } from './shared.ts';

const overallSchema = z.enum(['ok', 'warning', 'failed']).nullable().meta({
  description:
    'The worst of the verdicts, those of whitelist entries included; null while something is pending.',
});

const targetSchema = z
  .strictObject({
    kind: z.enum(['auth', 'load', 'uninstall', 'removeUser']),
    url: z.string(),
    isFromWhitelist: z.boolean(),
    verdict: overallSchema,
    checks: z.array(
      z.strictObject({
        name: z.enum(checkNames),
        verdict: z.enum(verdicts),
        reason: z.enum(reasons).meta({ description: 'Stable; compare this one.' }),
        message: z.string().meta({ description: 'What was found, in words.' }),
        toDo: z.string().nullable().meta({ description: 'Where something is wrong.' }),
        diagnosis: z.enum(diagnoses).nullable().meta({
          description: 'The cause by its name, where it is one of the well-known ones.',
        }),
      }),
    ),
  })
  .meta({ id: 'CheckedCallbackUrl' });

export const callbackCheckSchema = z
  .strictObject({
    id: z.string().meta({ examples: ['cc_5f0a9c1b7d2e4f6a8b9c0d1e'] }),
    iclientId: z.string(),
    status: z.enum(['pending', 'done']),
    verdict: overallSchema,
    url: z.string().meta({ format: 'uri', description: 'Where this check can be read again.' }),
    pageUrl: z.string().meta({ format: 'uri', description: 'The same in the console.' }),
    startedAt: momentSchema,
    finishedAt: momentSchema.nullable().meta({
      description: 'Null while pending, and for one that was cut off, whose verdict is `failed`.',
    }),
    targets: z.array(targetSchema).meta({
      description: 'The four callback URLs, then the whitelist; without checks while pending.',
    }),
  })
  .meta({ id: 'CallbackCheck', description: 'What was found at an iClient’s callback URLs.' });

export function callbackCheckOf(
  publicUrl: string,
  check: CallbackCheck,
): z.output<typeof callbackCheckSchema> {
  const { id, iclientId, status, startedAt, finishedAt, targets } = check;
  const isDone = status === 'done';
  return {
    id,
    iclientId,
    status,
    verdict: isDone ? verdictOfAll(targets) : null,
    url: `${publicUrl}${callbackCheckPath(check)}`,
    pageUrl: `${publicUrl}/console/iclients/${iclientId}/callbacks/checks/${id}`,
    startedAt: momentOf(startedAt),
    finishedAt: possibleMomentOf(finishedAt),
    targets: targets.map(targetOf),
  };
}

function verdictOfAll(targets: CheckedTarget[]) {
  return isUnfinished(targets) ? 'failed' : worstVerdict(targets.flatMap(({ checks }) => checks));
}

export function callbackCheckPath({ id, iclientId }: CallbackCheck): string {
  return `/api/v1/iclients/${iclientId}/callback-checks/${id}`;
}

function targetOf({
  kind,
  url,
  whitelisted,
  checks,
}: CheckedTarget): z.output<typeof targetSchema> {
  return {
    kind: kind === 'remove_user' ? 'removeUser' : kind,
    url,
    isFromWhitelist: whitelisted,
    verdict: checks.length === 0 ? null : worstVerdict(checks),
    checks: checks.map((check) => {
      const { name, verdict, reason, message, todo, diagnosis } = describeCheck(check, 'en');
      return {
        name,
        verdict,
        reason,
        message,
        toDo: todo ?? null,
        diagnosis: diagnosis ?? null,
      };
    }),
  };
}
