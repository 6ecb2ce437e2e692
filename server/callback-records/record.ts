/** A callback as the recorder keeps it: what is harmless of it, and no code, token, state or payload. */
import { z } from 'zod';
import { type ErrorCode, isErrorCode } from '../errors.ts';
import { callbackKinds } from '../iclients/callback-urls.ts';

/** Among the inspector's reasons (callback-tests/inspect/inspection.ts). */
const timeReasons = ['expired', 'not_yet_valid', 'issued_in_future'] as const;

export const recordSchema = z.object({
  kind: z.enum(callbackKinds),
  method: z.string(),
  /** How it was called from outside, as far as the proxies in between say. */
  scheme: z.string(),
  /** A proxy in front said which scheme it was; it need not. */
  schemeTold: z.boolean().optional(),
  host: z.string(),
  /** The host that this service was called by, where a proxy in between called it by another. */
  via: z.string().optional(),
  path: z.string(),
  /** Those that callbacks are known to have; a value only where it is harmless. */
  parameters: z.array(z.object({ name: z.string(), value: z.string().optional() })),
  /** How many others there were. Anything may be in a name, even a code, so none is kept. */
  otherParameters: z.number(),
  refererHost: z.string().optional(),
  userAgent: z.string().optional(),
  /** HTTP status of the answer; none when the caller went away before it. */
  status: z.number().optional(),
  /** How it failed; nothing when it was taken. */
  code: z.custom<ErrorCode>(isErrorCode).optional(),
  /** The parameter at fault. */
  parameter: z.string().optional(),
  /** Milliseconds until it was answered. */
  tookMs: z.number(),
  /** Tells whether two callbacks came with the same code, and nothing of the code. */
  codeMark: z.string().optional(),
  /** It was taken, with a code that had come before: it got what came of that. */
  codeRepeated: z.boolean().optional(),
  connectionId: z.string().optional(),
  /** The cause, by its name in callback-tests/diagnoses.ts. */
  diagnosis: z.string().optional(),
  /** By how much its times are off, by this service's clock, where that is the cause. */
  timesOff: z.object({ reason: z.enum(timeReasons), seconds: z.number() }).optional(),
});
export type CallbackRecord = z.output<typeof recordSchema>;

/** With its id and when it was answered, by Redis' clock (ms since 1970). */
export type KeptRecord = CallbackRecord & { id: string; at: number };

/** One entry of the stream. @throws ZodError or SyntaxError for what this version cannot have written */
export function readRecord([id, fields]: [string, string[]]): KeptRecord {
  const record = recordSchema.parse(JSON.parse(fields[1] ?? ''));
  return { ...record, id, at: Number(id.split('-', 1)[0]) };
}

/** Not one that nobody waited for: its caller saw nothing, and nothing tells that it was taken. */
export function wasTaken({ code, status }: Pick<CallbackRecord, 'code' | 'status'>): boolean {
  return code === undefined && status !== undefined && status < 400;
}

/** Whether a text can be the id of a record, such as `1700000000000-0`. */
export function isRecordId(text: string): boolean {
  return /^\d{1,15}-\d{1,15}$/.test(text);
}
