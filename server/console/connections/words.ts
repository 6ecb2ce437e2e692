/** How the pages of connections put things: paths, dates, notices. */
import type { Request } from 'express';
import { singleParameters } from '../../http/query.ts';
import type { Language, Texts } from '../../language/language.ts';

export const listPath = '/console/connections';

export function connectionPath(id: string): string {
  return `${listPath}/${encodeURIComponent(id)}`;
}

export type Moment = { words: string; iso: string };

/** Moments in words and for machines, by UTC, which all who look at a connection share. */
export function momentsIn(language: Language): (at: number | undefined) => Moment | undefined {
  const format = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return (at) =>
    at === undefined ? undefined : { words: format.format(at), iso: new Date(at).toISOString() };
}

export type Notice = { kind: 'success' | 'warning'; text: string };

const warnings = ['unchanged', 'test_failed', 'test_without_token', 'test_unreachable'];

/** The notice that the address asks for, where there is one of that name. */
export function noticeIn(req: Request, texts: Texts): Notice | undefined {
  const { notice } = singleParameters(req.query, ['notice']);
  const { notices } = texts.connections;
  if (notice === undefined || !Object.hasOwn(notices, notice)) return undefined;
  return {
    kind: warnings.includes(notice) ? 'warning' : 'success',
    text: notices[notice as keyof typeof notices],
  };
}
