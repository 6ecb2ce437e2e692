/** Callbacks that were refused or changed nothing, among the events with what had been found out about them. */
import type { ErrorRequestHandler, Request, Response } from 'express';
import { AppError, type ErrorCode } from '../errors.ts';
import type { Actor, Refusal } from './event.ts';
import type { EventStore } from './store.ts';

/** What had been found out about a callback by the time that it was refused. */
export type KnownOfCallback = {
  actor?: Actor;
  iclientId?: string;
  connectionId?: string;
  storeHash?: string;
};

type Refusals = Pick<EventStore, 'recordRefusal'>;

/** What the request's handlers find out about the callback; they write it here. */
export function knownOf(res: Response): KnownOfCallback {
  res.locals.known ??= {};
  return res.locals.known as KnownOfCallback;
}

/** How a callback failed, whatever it was answered. */
export type FailureOfCallback = {
  code: ErrorCode;
  parameter?: string;
  /** Its code was refused because it had come before. */
  codeCameBefore?: true;
};

/** Notes why a callback failed, once: what was found first is nearest to the cause. */
export function noteFailure(res: Response, error: unknown): void {
  const { code, parameter, details } =
    error instanceof AppError ? error : { code: 'internal_error' as const };
  const failure: FailureOfCallback = {
    code,
    ...(parameter === undefined ? {} : { parameter }),
    ...(details?.code === 'came_before' ? { codeCameBefore: true } : {}),
  };
  res.locals.callbackFailure ??= failure;
}

/** Notes that its code came before, and that it got what came of that. */
export function noteRepeatedCode(res: Response): void {
  res.locals.codeRepeated = true;
}

export function hasRepeatedCode(res: Response): boolean {
  return res.locals.codeRepeated === true;
}

/** Undefined for a callback that was taken. */
export function failureOf(res: Response): FailureOfCallback | undefined {
  return res.locals.callbackFailure as FailureOfCallback | undefined;
}

/** For the end of a router of callbacks: records what they throw and hands it on. */
export function recordRefusals(events: Refusals): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    recordRefusedCallback(events, error, req, res);
    next(error);
  };
}

/**
 * Keeps that a callback was refused, and why. It never fails and nobody waits for it: the answer is
 * the same whether or not it could be kept.
 */
export function recordRefusedCallback(
  events: Refusals,
  error: unknown,
  req: Request,
  res: Response,
): void {
  noteFailure(res, error);
  const reason = error instanceof AppError ? error.code : 'internal_error';
  // Another method is no callback, and a Redis that is away keeps nothing.
  if (reason === 'method_not_allowed' || reason === 'storage_unavailable') return;
  const refusal: Refusal = {
    kind: 'callback.refused',
    actor: { kind: 'unknown' },
    ...knownOf(res),
    reason,
    address: req.ip ?? 'unknown',
  };
  events
    .recordRefusal(refusal)
    .catch((err: unknown) => req.log.warn({ err }, 'A refused callback is not among the events.'));
}

/** Keeps that a callback came again, or asked for what was so already. Nobody waits for it either. */
export function recordRepeatedCallback(events: Refusals, repeated: Refusal, req: Request): void {
  events
    .recordRefusal(repeated)
    .catch((err: unknown) => req.log.warn({ err }, 'A repeated callback is not among the events.'));
}
