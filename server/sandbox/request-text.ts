import type { Request } from 'express';

/** A query, path or form value when it is one string; '' when it is absent, repeated or nested. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Scopes as people and OAuth write them: separated by white space. Doubles are dropped. */
export function scopesIn(value: unknown): string[] {
  return [...new Set(textOf(value).split(/\s+/).filter(Boolean))];
}

/** The value of a cookie; '' when it was not sent. */
export function cookieOf(req: Request, name: string): string {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}
