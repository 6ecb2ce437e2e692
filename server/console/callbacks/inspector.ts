/** The inspector's page: what is pasted comes by POST, is answered once and goes nowhere else. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type InspectDeps, inspect } from '../../callback-tests/inspect/inspect.ts';
import { fieldErrors } from '../../http/form-fields.ts';
import { only } from '../../http/only.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { Texts } from '../../language/language.ts';
import type { StoreUserStore } from '../../store-users/store.ts';
import { describeInspection } from './describe-inspection.ts';
import { type CallbackFrameDeps, callbackFrame, callbacksRoute, withIClient } from './frame.ts';

export type InspectorPageDeps = CallbackFrameDeps &
  InspectDeps & { storeUsers: Pick<StoreUserStore, 'hasActed'> };

const longestPaste = 16 * 1024;
const formSchema = z.strictObject({
  _token: z.unknown(),
  pasted: z.string().refine((text) => text.trim() !== ''),
});

export function inspectorRoutes(deps: InspectorPageDeps): Router {
  const router = Router();
  const route = callbacksRoute('/inspector');
  router.get(
    route,
    withIClient(deps, (iclient, req, res) => show(deps, iclient, req, res, {})),
  );
  router.post(
    route,
    withIClient(deps, async (iclient, req, res) => {
      const { page } = callbackFrame(iclient, 'inspector', req, res);
      const { pasted, error } = readForm(req.body, page.texts);
      if (pasted === undefined) return show(deps, iclient, req, res.status(422), { error });
      const inspection = await inspect(deps, iclient, pasted);
      const { digest } = inspection.payload ?? {};
      const inspected = describeInspection(inspection, page.language, {
        now: deps.now(),
        hasActed: digest !== undefined && (await deps.storeUsers.hasActed(iclient.id, digest)),
      });
      show(deps, iclient, req, res, { inspected });
    }),
  );
  router.all(route, only('GET', 'POST'));
  return router;
}

type Shown = { inspected?: ReturnType<typeof describeInspection>; error?: string | undefined };

function show(
  { views }: InspectorPageDeps,
  iclient: IClient,
  req: Request,
  res: Response,
  { inspected, error }: Shown,
): void {
  const frame = callbackFrame(iclient, 'inspector', req, res);
  const { label } = frame.page.texts.callbacks.inspector.field;
  const errors = error === undefined ? [] : [{ name: 'pasted', label, message: error }];
  const page = views.render('callbacks/inspector', { ...frame, inspected, error, errors });
  res.type('html').send(page);
}

/** @throws AppError `parameter_invalid` for a field that the form does not have */
function readForm(body: unknown, { callbacks }: Texts): { pasted?: string; error?: string } {
  const words = callbacks.inspector.field;
  const read = formSchema.safeParse(body);
  if (!read.success) {
    return { error: fieldErrors(read.error, { pasted: words.empty }).pasted ?? words.empty };
  }
  const { pasted } = read.data;
  if (Buffer.byteLength(pasted) > longestPaste)
    return { error: words.tooLong(longestPaste / 1024) };
  return { pasted };
}
