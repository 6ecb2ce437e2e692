/** Which recorded callbacks the filters in an address ask for. */
import type { Request } from 'express';
import { z } from 'zod';
import { wasTaken } from '../../callback-records/record.ts';
import type { KeptRecord } from '../../callback-records/store.ts';
import { AppError } from '../../errors.ts';
import { singleParameters } from '../../http/query.ts';
import { type CallbackKind, callbackKinds } from '../../iclients/callback-urls.ts';

export const verdicts = ['passed', 'failed'] as const;
export type Verdict = (typeof verdicts)[number];

export type RecorderFilter = { kind?: CallbackKind | undefined; verdict?: Verdict | undefined };

const any = z.literal('').transform(() => undefined);
const schemas = {
  kind: z.union([any, z.enum(callbackKinds)]).optional(),
  verdict: z.union([any, z.enum(verdicts)]).optional(),
};

/** @throws AppError `parameter_invalid`, which names the filter */
export function readRecorderFilter(query: Request['query']): RecorderFilter {
  const given = singleParameters(query, ['kind', 'verdict']);
  return {
    kind: read('kind', schemas.kind, given.kind),
    verdict: read('verdict', schemas.verdict, given.verdict),
  };
}

function read<T>(parameter: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError('parameter_invalid', `The filter "${parameter}" is wrong.`, { parameter });
}

export function verdictOf(record: Pick<KeptRecord, 'code' | 'status'>): Verdict {
  return wasTaken(record) ? 'passed' : 'failed';
}

export function matchesFilter(record: KeptRecord, { kind, verdict }: RecorderFilter): boolean {
  return (
    (kind === undefined || record.kind === kind) &&
    (verdict === undefined || verdictOf(record) === verdict)
  );
}
