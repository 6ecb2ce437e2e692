import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { AppError } from '../errors.ts';
import type { Metrics } from './metrics.ts';

/** `GET /metrics`, for who sends the token; without one configured there is no such page. */
export function metricsRoutes(deps: {
  metrics: Metrics;
  config: { metricsToken: string | undefined };
}): Router {
  const router = Router();
  const { metricsToken } = deps.config;
  if (metricsToken === undefined) return router;
  router.get('/metrics', async (req, res) => {
    if (!equal(req.get('Authorization') ?? '', `Bearer ${metricsToken}`))
      throw new AppError('page_not_found', 'The token for the metrics is missing or wrong.');
    res.type(deps.metrics.contentType).send(await deps.metrics.text());
  });
  return router;
}

/** Takes as long whatever is equal. */
function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
