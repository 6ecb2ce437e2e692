/** A POST with an Idempotency-Key. */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { apiKeyOf } from '../../access/api-access.ts';
import { AppError } from '../../errors.ts';
import { problemOf, problemType } from '../../http/problem.ts';
import { bytesOf } from '../read-body.ts';
import type { IdempotentRequests, KeptAnswer } from './idempotent-requests.ts';

/**
 * Carries the request out, or answers what was answered before to the same one; that answer has the
 * header `Idempotent-Replayed: true`. Refusals are answers, too; failures of ours are not kept.
 * @throws AppError `idempotency_key_invalid` and those of `IdempotentRequests.once`
 */
export async function carryOutOnce(
  requests: IdempotentRequests,
  carryOut: () => Promise<KeptAnswer>,
  req: Request,
  res: Response,
): Promise<KeptAnswer> {
  const idempotencyKey = req.get('Idempotency-Key');
  if (idempotencyKey === undefined) return carryOut();
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey))
    throw new AppError('idempotency_key_invalid', 'The Idempotency-Key cannot be one.');
  const request = {
    apiKeyId: apiKeyOf(res).id,
    digest: sha256(idempotencyKey),
    fingerprint: sha256(`${req.method} ${req.originalUrl}\n`, bytesOf(req)),
  };
  const { answer, replayed, kept } = await requests.once(request, () =>
    carryOut().catch((error: unknown) => refusalOf(error, req)),
  );
  // The answer is true, kept or not.
  await kept.catch((err: unknown) => req.log.warn({ err }, 'An answer could not be kept.'));
  if (!replayed) return answer;
  return { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } };
}

/** @throws the error itself when trying again may end otherwise */
function refusalOf(error: unknown, req: Request): KeptAnswer {
  if (!(error instanceof AppError) || error.status >= 500 || error.retryAfterSeconds !== undefined)
    throw error;
  req.log.warn({ code: error.code }, error.message);
  const { status, headers, body } = problemOf(error, req.id);
  return { status, headers: { ...headers, 'Content-Type': problemType }, body };
}

function sha256(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
