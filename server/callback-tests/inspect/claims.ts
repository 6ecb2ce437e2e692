/** The claims of a payload, one by one, as they may be shown. */
import { printable } from '../printable.ts';
import type { Claim } from './inspection.ts';

const longestValue = 300;
const times = new Set(['iat', 'nbf', 'exp', 'timestamp']);
/** Objects that BigCommerce sends; of any other object or list only the name is shown. */
const people = new Set(['user', 'owner']);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listClaims(claims: Record<string, unknown>): Claim[] {
  return Object.entries(claims).flatMap(([name, value]) =>
    people.has(name) && isRecord(value)
      ? Object.entries(value).map(([field, inner]) => claimOf(`${name}.${field}`, inner))
      : [claimOf(name, value)],
  );
}

const headerFields = new Set(['alg', 'typ', 'kid', 'cty']);

/** Of fields that callbacks have no use for only the name: one may hold a key. */
export function listHeader(header: Record<string, unknown>): Claim[] {
  return listClaims(header).map((field) =>
    headerFields.has(field.name) ? field : { name: field.name, value: undefined },
  );
}

function claimOf(name: string, value: unknown): Claim {
  const claim = { name: shortened(name), value: isTelling(name, value) ? told(value) : undefined };
  const at = times.has(name) && typeof value === 'number' ? value * 1000 : undefined;
  // Source: ECMAScript, "Time Values and Time Range".
  return at !== undefined && Math.abs(at) <= 8.64e15 ? { ...claim, at } : claim;
}

/** Payloads hold no secrets; one that somebody made may, at any depth. */
function isTelling(name: string, value: unknown): boolean {
  const isNested = typeof value === 'object' && value !== null;
  return !isNested && !/token|secret|password|code|signature|credential/i.test(name);
}

function told(value: unknown): string {
  return shortened(String(value));
}

export function shortened(text: string): string {
  return printable(text, longestValue);
}
