/**
 * "Test now" of a connection. A page's script is told of each scope as it is found, line by line; a form
 * without one waits and is sent to the connection's page, which shows the same.
 */
import type { Response } from 'express';
import { actorOf, consolePage } from '../../access/access.ts';
import type { OnProbed, ProbeState } from '../../bigcommerce/detect-scopes.ts';
import { testConnection } from '../../connection-tests/test-connection.ts';
import { whyUntested } from '../../connection-tests/why-untested.ts';
import type { PageOfOne } from './deps.ts';
import { iclientOf } from './detail.ts';
import { readFields } from './forms.ts';
import { scopeInWords } from './scopes-side-by-side.ts';
import { connectionPath } from './words.ts';

const lines = 'application/x-ndjson';

/** One line of the answer: a scope that was asked for, or where to go at the end. */
type Line =
  | { scope: string; words: string; state: ProbeState; label: string; wanted: boolean; of: number }
  | { href: string };

/** POST /console/connections/:id/test; `Accept: application/x-ndjson` is told while it works. */
export const testNow: PageOfOne = async (deps, connection, req, res) => {
  readFields(req, []);
  const { language, texts } = consolePage(req, res, 'connections');
  const isTold = req.accepts(['html', lines]) === lines;
  const words = texts.connections.detail;
  const labels = { held: words.held, refused: words.refused, unknown: words.untold };
  const iclient = await iclientOf(deps, connection);
  const wanted = connection.scopes ?? iclient?.scopes ?? 'all';
  const tell: OnProbed = ({ scope, state, of }) =>
    write(res, {
      ...{ scope, state, of, label: labels[state], wanted: wanted !== 'all' },
      words: scopeInWords(scope, language),
    });
  const notice = await testConnection(
    deps,
    connection,
    wanted,
    actorOf(req, res),
    isTold ? tell : undefined,
  ).then(
    (outcome) =>
      ({ live: 'tested', refused: 'test_failed', no_token: 'test_without_token' })[outcome],
    (error: unknown) => `test_${whyUntested(error)}`,
  );
  const href = `${connectionPath(connection.id)}?notice=${notice}`;
  if (!isTold) return res.redirect(303, href);
  write(res, { href });
  res.end();
};

/** The first line begins the answer, so that what fails before it has an answer of its own. */
function write(res: Response, line: Line): void {
  if (!res.headersSent) res.set({ 'Content-Type': lines, 'X-Accel-Buffering': 'no' });
  res.write(`${JSON.stringify(line)}\n`);
}
