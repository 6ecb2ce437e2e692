/** /faults: the page on which people choose what the sandbox gets wrong. */
import { Router, urlencoded } from 'express';
import type { z } from 'zod';
import { apiFaults, authorizeFaults, payloadFaults, tokenFaults } from '../faults/fault-list.ts';
import { clearFaults, faultsSchema, setFaults } from '../faults/set-faults.ts';
import type { World } from '../world.ts';
import { noticeOf, withNotice } from './notices.ts';
import type { Views } from './views.ts';

const groups = { authorizeFaults, tokenFaults, apiFaults, payloadFaults };

export function faultRoutes(world: World, views: Views): Router {
  const router = Router();
  const form = urlencoded({ extended: false });

  router.get('/faults', (req, res) => {
    const data = { faults: world.faults, errors: {}, notice: noticeOf(req) };
    res.send(views.render('faults', { ...groups, ...data }));
  });
  router.post('/faults', form, (req, res) => {
    const wanted = faultsSchema.safeParse(req.body ?? {});
    if (wanted.success) {
      setFaults(world, wanted.data);
      res.redirect(303, withNotice('/faults', 'faults-saved'));
    } else {
      const faults = { ...world.faults, ...req.body };
      const errors = errorsIn(wanted.error);
      res.status(400).send(views.render('faults', { ...groups, faults, errors }));
    }
  });
  router.post('/faults/off', (_req, res) => {
    clearFaults(world);
    res.redirect(303, withNotice('/faults', 'faults-off'));
  });
  return router;
}

/** What stands at the fields. Only a form that is not the page's own has errors elsewhere. */
function errorsIn({ issues }: z.ZodError): { delayMs?: string; form?: string } {
  const atDelay = issues.some(({ path }) => path[0] === 'delayMs');
  const elsewhere = issues.some(({ path }) => path[0] !== 'delayMs');
  return {
    ...(atDelay ? { delayMs: 'Enter a whole number from 0 to 600000.' } : {}),
    ...(elsewhere ? { form: 'Choose one of the faults below in each group.' } : {}),
  };
}
