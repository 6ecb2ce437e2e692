/**
 * The audit trail for everybody who may sign in.
 *
 * GET /console/events         the newest first, narrowed by the filters in the address; ?after|before goes on
 * GET /console/events.csv     all that the same filters show, as a file
 * GET /console/events.jsonl   likewise
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { consolePage } from '../../access/access.ts';
import { AppError } from '../../errors.ts';
import type { KeptEvent } from '../../events/event.ts';
import { type EventPosition, parsePosition } from '../../events/newest-first.ts';
import { only } from '../../http/only.ts';
import { singleParameters } from '../../http/query.ts';
import type { Views } from '../../http/views.ts';
import { filterNames, readFilters } from './event-filters.ts';
import { type EventsPageDeps, eventsPage } from './events-page.ts';
import { type ExportFormat, exportFormats, exportLines } from './export.ts';

export type ConsoleEventDeps = EventsPageDeps & { views: Views };

export function consoleEventRoutes(deps: ConsoleEventDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });

  router.all('/console/events', only('GET'), async (req, res) => {
    const names = [...filterNames, 'after', 'before'];
    const { after, before, ...given } = singleParameters(req.query, names);
    const asked = await readFilters(deps.connections, given);
    const page = await eventsPage(deps, consolePage(req, res, 'events'), {
      ...asked,
      place: { after: positionIn(after, 'after'), before: positionIn(before, 'before') },
    });
    if ('newest' in page) return res.redirect(303, page.newest);
    res.status(Object.keys(asked.errors).length > 0 ? 422 : 200);
    res.type('html').send(deps.views.render('events/events', page.drawn));
  });

  for (const format of Object.keys(exportFormats) as ExportFormat[]) {
    router.all(`/console/events.${format}`, only('GET'), (req, res) =>
      answerExport(deps, format, req, res),
    );
  }

  return router;
}

function positionIn(text: string | undefined, parameter: string): EventPosition | undefined {
  if (text === undefined) return undefined;
  const position = parsePosition(text);
  if (position === undefined)
    throw new AppError('parameter_invalid', 'The position is none.', { parameter });
  return position;
}

/** @throws AppError `parameter_invalid`, and what the first look at the events throws */
async function answerExport(
  deps: ConsoleEventDeps,
  format: ExportFormat,
  req: Request,
  res: Response,
): Promise<void> {
  const asked = await readFilters(deps.connections, singleParameters(req.query, filterNames));
  const [parameter] = Object.keys(asked.errors);
  if (parameter !== undefined)
    throw new AppError('parameter_invalid', `The filter "${parameter}" is wrong.`, { parameter });
  const events = await started(deps.events.all(asked.filter));
  res.set({
    'Content-Type': exportFormats[format].contentType,
    'Content-Disposition': `attachment; filename="events.${format}"`,
  });
  try {
    await pipeline(Readable.from(exportLines(format, events)), res);
  } catch (err) {
    // What is cut off must not pass for the whole, so the connection is cut too.
    req.log.warn({ err }, 'An export of events ended early.');
    res.destroy();
  }
}

/** Reads the first event ahead, so that a failure still becomes an answer of its own. */
async function started(events: AsyncGenerator<KeptEvent>): Promise<AsyncIterable<KeptEvent>> {
  const first = await events.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* events;
  })();
}
