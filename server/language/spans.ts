/** Lengths of time in words. */
import type { Language } from './language.ts';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Seconds exactly, with the largest unit beside it where they are many: “3,700 seconds (1 hour)”. */
export function spansIn(language: Language): (seconds: number) => string {
  const inUnit = (unit: 'day' | 'hour' | 'minute' | 'second', count: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  return (seconds) => {
    const exact = inUnit('second', seconds);
    const large = units.find(([, length]) => seconds >= 2 * length);
    return large ? `${exact} (${inUnit(large[0], Math.round(seconds / large[1]))})` : exact;
  };
}

/**
 * How far a moment is away: “3 hours ago”, “in 5 seconds”.
 * @param at and `now` in milliseconds since 1970
 */
export function distancesIn(language: Language): (at: number, now: number) => string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  return (at, now) => {
    const seconds = Math.round((at - now) / 1000);
    const large = units.find(([, length]) => Math.abs(seconds) >= 2 * length);
    return large
      ? format.format(Math.round(seconds / large[1]), large[0])
      : format.format(seconds, 'second');
  };
}
