/** Moments in words and for machines, by UTC, which all who look at the console share. */
import type { Language } from './language.ts';

export type Moment = { words: string; iso: string };

const exactness = {
  minute: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  /** For lists of events; without the time zone. */
  second: { dateStyle: 'medium', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type MomentOf = {
  /** @param at milliseconds since 1970 */
  (at: number): Moment;
  (at: number | undefined): Moment | undefined;
};

export function momentsIn(language: Language, to: keyof typeof exactness = 'minute'): MomentOf {
  const format = new Intl.DateTimeFormat(language, { ...exactness[to], timeZone: 'UTC' });
  function momentOf(at: number): Moment;
  function momentOf(at: number | undefined): Moment | undefined;
  function momentOf(at: number | undefined): Moment | undefined {
    if (at === undefined) return undefined;
    return { words: format.format(at), iso: new Date(at).toISOString() };
  }
  return momentOf;
}
