/** How the pages of connections put things: paths, notices. */
import type { Request } from 'express';
import { noticeOf } from '../../http/notices.ts';
import { singleParameters } from '../../http/query.ts';
import type { Texts } from '../../language/language.ts';

export const listPath = '/console/connections';

export function connectionPath(id: string): string {
  return `${listPath}/${encodeURIComponent(id)}`;
}

export type Notice = { kind: 'success' | 'warning'; text: string };

const warnings = [
  'created_lacking',
  'test_failed',
  'test_without_token',
  'test_unreachable',
  'test_busy',
];

/** The notice that the address asks for, where there is one of that name. */
export function noticeIn(req: Request, texts: Texts): Notice | undefined {
  const { notice } = singleParameters(req.query, ['notice']);
  const text = noticeOf(notice, texts.connections.notices);
  if (notice === undefined || text === undefined) return undefined;
  return { kind: warnings.includes(notice) ? 'warning' : 'success', text };
}
