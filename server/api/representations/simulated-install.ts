import { z } from 'zod';
import type { CallbackRecord } from '../../callback-records/store.ts';
import { checkNames, reasons, verdicts } from '../../callback-tests/checks/check.ts';
import { diagnoses } from '../../callback-tests/diagnoses.ts';
import { arrivalChecks, checksOfArrival } from '../../callback-tests/recorder/arrival-checks.ts';
import { describeStep } from '../../callback-tests/simulation/describe-simulation.ts';
import {
  overallVerdictOf,
  type SimulatedInstall,
  type SimulatedStep,
  simulatedStepNames,
  simulationReasons,
} from '../../callback-tests/simulation/simulated-install.ts';
import { momentOf, momentSchema, possibleMomentOf } from './shared.ts';

const inWords = z.string().meta({ description: 'In words.' });
const toDoSchema = z.string().nullable().meta({ description: 'Where something is wrong.' });
const diagnosisSchema = z.enum(diagnoses).nullable().meta({
  description: 'The cause by its name, where it is one of the well-known ones.',
});

const stepSchema = z
  .strictObject({
    name: z.enum(simulatedStepNames),
    kind: z.enum(['auth', 'load', 'uninstall', 'removeUser']),
    title: inWords,
    progress: z.enum(['waiting', 'running', 'done']),
    expectedErrorCode: z.string().nullable().meta({
      description: 'How it has to be refused; null for a step that has to be taken.',
    }),
    verdict: z.enum(verdicts).nullable().meta({ description: 'Null before it is done.' }),
    reason: z
      .enum(simulationReasons)
      .nullable()
      .meta({ description: 'Stable; compare this one. Null before it is done.' }),
    message: z.string().nullable().meta({ description: 'What came of it, in words.' }),
    toDo: toDoSchema,
    diagnosis: diagnosisSchema,
    request: z
      .strictObject({
        method: z.literal('GET'),
        url: z.string().meta({ description: 'Its code or payload replaced by `…`.' }),
        claims: z.string().nullable().meta({ description: 'Of its payload, as JSON.' }),
      })
      .nullable(),
    arrival: z
      .strictObject({
        host: z.string(),
        path: z.string(),
        status: z.int().nullable().meta({ description: 'Of the answer; null if its caller left.' }),
        errorCode: z.string().nullable(),
        checks: z.array(
          z.strictObject({
            name: z.enum(arrivalChecks),
            verdict: z.enum(['passed', 'failed', 'notReached', 'unknown']),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'What came in here; null when nothing did.' }),
    answer: z
      .strictObject({
        status: z.int(),
        contentType: z.string().nullable(),
        location: z.string().nullable().meta({ description: 'Without its query.' }),
      })
      .nullable()
      .meta({ description: 'As it was seen from outside; null when there was none.' }),
    panelChecks: z
      .array(
        z.strictObject({
          name: z.enum(checkNames),
          verdict: z.enum(verdicts),
          reason: z.enum(reasons),
          message: inWords,
          toDo: toDoSchema,
          diagnosis: diagnosisSchema,
        }),
      )
      .meta({
        description: 'Whether the control panel could show the answer and keep its cookie.',
      }),
    tookMs: z.int().nullable(),
  })
  .meta({ id: 'SimulatedStep' });

export const simulatedInstallSchema = z
  .strictObject({
    id: z.string().meta({ examples: ['si_5f0a9c1b7d2e4f6a8b9c0d1e'] }),
    iclientId: z.string(),
    status: z.enum(['pending', 'done']),
    verdict: z.enum(['ok', 'warning', 'failed']).nullable().meta({
      description:
        'The worst of the verdicts; null while something is pending. `ok` is said of the way to here and of this service: client ID, client secret and what is registered in the Developer Portal are not tested.',
    }),
    url: z.string().meta({ format: 'uri', description: 'Where it can be read again.' }),
    pageUrl: z.string().meta({ format: 'uri', description: 'The same in the console.' }),
    startedAt: momentSchema,
    finishedAt: momentSchema.nullable(),
    steps: z
      .array(stepSchema)
      .meta({ description: 'All of them, in the order in which they run.' }),
  })
  .meta({ id: 'SimulatedInstall', description: 'An install that was played with a test client.' });

export function simulatedInstallOf(
  publicUrl: string,
  install: SimulatedInstall,
): z.output<typeof simulatedInstallSchema> {
  const { id, iclientId, status, startedAt, finishedAt, steps } = install;
  return {
    id,
    iclientId,
    status,
    verdict: overallVerdictOf(install) ?? null,
    url: `${publicUrl}${simulatedInstallPath(install)}`,
    pageUrl: `${publicUrl}/console/iclients/${iclientId}/callbacks/simulations/${id}`,
    startedAt: momentOf(startedAt),
    finishedAt: possibleMomentOf(finishedAt),
    steps: steps.map(stepOf),
  };
}

export function simulatedInstallPath({ id, iclientId }: SimulatedInstall): string {
  return `/api/v1/iclients/${iclientId}/simulated-installs/${id}`;
}

function stepOf(step: SimulatedStep): z.output<typeof stepSchema> {
  const { name, kind, progress, expectedCode, reason, request, arrival, answer, tookMs } = step;
  const { title, verdict, message, todo, diagnosis, checks } = describeStep(step, 'en');
  return {
    name,
    kind: kind === 'remove_user' ? 'removeUser' : kind,
    title,
    progress,
    expectedErrorCode: expectedCode ?? null,
    verdict: verdict ?? null,
    reason: reason ?? null,
    message: message ?? null,
    toDo: todo ?? null,
    diagnosis: diagnosis ?? null,
    request: request
      ? { method: request.method, url: request.url, claims: request.claims ?? null }
      : null,
    arrival: arrival ? arrivalOf(arrival) : null,
    answer: answer
      ? {
          status: answer.status,
          contentType: answer.contentType ?? null,
          location: answer.location ?? null,
        }
      : null,
    panelChecks: checks.map((check) => ({
      name: check.name,
      verdict: check.verdict,
      reason: check.reason,
      message: check.message,
      toDo: check.todo ?? null,
      diagnosis: check.diagnosis ?? null,
    })),
    tookMs: tookMs ?? null,
  };
}

function arrivalOf({ kind, host, path, status, code }: CallbackRecord) {
  const checks = checksOfArrival(kind, { code, answered: status !== undefined });
  return {
    host,
    path,
    status: status ?? null,
    errorCode: code ?? null,
    checks: checks.map(({ check, verdict }) => ({
      name: check,
      verdict: verdict === 'not_reached' ? ('notReached' as const) : verdict,
    })),
  };
}
