/** What a merchant chooses on the way: how to connect, and the language of the pages. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { refuseUnknownFields } from '../http/form-fields.ts';
import type { Views } from '../http/views.ts';
import { ways } from '../links/link.ts';
import type { VisitStore } from '../links/visits.ts';
import { visitOf } from './open-visit.ts';
import { sendStep } from './step-page.ts';
import { linkPages, pagePath, stepOf } from './steps.ts';

export type ChoiceDeps = { visits: Pick<VisitStore, 'change'>; views: Views };

const wayForm = z.strictObject({ _token: z.string().optional(), way: z.enum(ways) });
const languageForm = z.strictObject({
  _token: z.string().optional(),
  language: z.enum(['en', 'fr']),
  page: z.enum(linkPages),
});

export function showWay(deps: Pick<ChoiceDeps, 'views'>, res: Response): void {
  sendStep(deps, res, 'way', 'link/way', { chosen: visitOf(res).visit.way });
}

/** Behind `atStep('way')`: both are offered. @throws AppError `parameter_invalid` */
export async function chooseWay(deps: ChoiceDeps, req: Request, res: Response): Promise<void> {
  const { link, visit } = visitOf(res);
  const { way } = read(wayForm, req.body);
  await deps.visits.change(visit.id, { way });
  res.redirect(303, pagePath(link.id, stepOf[way]));
}

/** POST /link/{link}/language: the same page in another language. */
export async function changeLanguage(deps: ChoiceDeps, req: Request, res: Response): Promise<void> {
  const { link, visit } = visitOf(res);
  const { language, page } = read(languageForm, req.body);
  await deps.visits.change(visit.id, { language });
  res.redirect(303, pagePath(link.id, page));
}

/** Nobody types into these forms. @throws AppError `parameter_invalid` */
function read<Form extends z.ZodType>(form: Form, body: unknown): z.infer<Form> {
  const read = form.safeParse(body);
  if (read.success) return read.data;
  refuseUnknownFields(read.error);
  throw new AppError('parameter_invalid', 'A choice that the page does not offer.');
}
