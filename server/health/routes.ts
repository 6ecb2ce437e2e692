/**
 * For whoever watches over the service.
 *
 * GET /healthz  the process lives: always 200
 * GET /readyz   200 when it can serve, else 503; both with `{ status, problems, warnings }`
 */
import { Router } from 'express';
import { answerJson } from '../http/error-answers.ts';
import type { Readiness } from './readiness.ts';

export function healthRoutes({ readiness }: { readiness: Readiness }): Router {
  const router = Router();
  router.use(['/healthz', '/readyz'], answerJson);

  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });

  router.get('/readyz', async (_req, res) => {
    const { ready, problems, warnings } = await readiness.report();
    res
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', problems, warnings });
  });

  return router;
}
