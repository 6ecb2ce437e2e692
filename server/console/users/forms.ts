import type { Request } from 'express';

/** The notice that a redirect asks for, by its key. */
export function noticeOf(
  req: Request,
  notices: Readonly<Record<string, string>>,
): string | undefined {
  const key = req.query.notice;
  return typeof key === 'string' && Object.hasOwn(notices, key) ? notices[key] : undefined;
}
