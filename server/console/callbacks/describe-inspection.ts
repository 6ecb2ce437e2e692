/** Puts what an inspection found into words. */
import type {
  Claim,
  Finding,
  InspectedCallback,
  Inspection,
} from '../../callback-tests/inspect/inspection.ts';
import { type Language, type Texts, textsFor } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import { distancesIn, spansIn } from '../../language/spans.ts';

type Words = Texts['callbacks']['inspector'];

/** A row of a part: its name, what it holds and what it means. */
export type Row = {
  name: string;
  value: string | undefined;
  meaning: string;
  moment?: { iso: string; words: string; distance: string };
};

/** Of a payload this many parts are shown; right ones have far fewer. */
const mostRows = 50;

/** @param known the time in milliseconds since 1970, and whether the payload was used before */
export function describeInspection(
  inspection: Inspection,
  language: Language,
  { now, hasActed }: { now: number; hasActed: boolean },
) {
  const words = textsFor(language).callbacks.inspector;
  const { form, callback, payload, findings } = inspection;
  const failures = findings.filter(({ level }) => level === 'failure');
  const warnings = findings.filter(({ level }) => level === 'warning');
  const verdict = verdictOf(form, failures.length, warnings.length);
  const rowOf = rowsIn(words, language, now);
  return {
    form: words.forms[form],
    verdict,
    ...words.verdicts[verdict],
    findings: [...failures, ...warnings].map((finding) => describeFinding(finding, language)),
    callback: callback && {
      ...callback,
      parameters: parametersOf(callback, words),
      more: moreOf(callback.moreParameters, words),
    },
    parts: payload
      ? [
          { heading: words.parts.header, claims: payload.header },
          {
            heading: form === 'legacy' ? words.parts.legacyClaims : words.parts.claims,
            claims: payload.claims,
          },
        ].map(({ heading, claims }) => ({
          heading,
          rows: claims.slice(0, mostRows).map(rowOf),
          more: moreOf(claims.length - mostRows, words),
        }))
      : [],
    note: hasActed ? words.acted : undefined,
    signature: payload && [
      words.signature[payload.signature.fits],
      words.signature.characters(payload.signature.characters),
    ],
  };
}

function moreOf(count: number, words: Words): string | undefined {
  return count > 0 ? words.parts.more(count) : undefined;
}

function verdictOf(form: Inspection['form'], failures: number, warnings: number) {
  if (failures > 0) return 'refused';
  if (form === 'legacy') return 'foreign';
  return warnings > 0 ? 'warned' : 'accepted';
}

function describeFinding(finding: Finding, language: Language) {
  const { diagnosis, reason, level, iclient, value = '', names = [], seconds = 0 } = finding;
  const words = textsFor(language).callbacks.inspector.reasons[reason];
  const span = spansIn(language)(seconds);
  const name = iclient?.name ?? '';
  return { diagnosis, level, reason: words({ name, names: names.join(', '), value, span }) };
}

function rowsIn(words: Words, language: Language, now: number): (claim: Claim) => Row {
  const moment = momentsIn(language, 'second');
  const distance = distancesIn(language);
  return ({ name, value, at }) => ({
    name,
    value: value ?? words.parts.hidden,
    meaning: meaningOf(name, words),
    ...(at === undefined ? {} : { moment: { ...moment(at), distance: distance(at, now) } }),
  });
}

function parametersOf({ parameters }: InspectedCallback, words: Words): Row[] {
  return parameters.map(({ name, value, characters }) => ({
    name,
    value: value ?? words.parts.notShown(characters),
    meaning: meaningOf(name, words),
  }));
}

function meaningOf(name: string, words: Words): string {
  return Object.hasOwn(words.meanings, name)
    ? (words.meanings[name] ?? words.parts.notKnown)
    : words.parts.notKnown;
}
