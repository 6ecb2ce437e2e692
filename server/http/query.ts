/** Query parameters, each of them once and a string (RFC 6749, 3.1: parameters must not be repeated). */
import type { Request } from 'express';
import { AppError } from '../errors.ts';

/**
 * Reads the named parameters; others are left alone, since BigCommerce adds new ones.
 * @throws AppError `parameter_invalid` when one is repeated or written as a list (`code[]=`)
 */
export function singleParameters<Name extends string>(
  query: Request['query'],
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const [key, value] of Object.entries(query)) {
    const name = names.find((candidate) => key === candidate || key.startsWith(`${candidate}[`));
    if (name === undefined) continue;
    if (key !== name || typeof value !== 'string') {
      throw new AppError(
        'parameter_invalid',
        `The parameter "${name}" is given more than once or as a list.`,
        { parameter: name },
      );
    }
    found[name] = value;
  }
  return found;
}
