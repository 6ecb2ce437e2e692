/** Pages of lists. */
import { AppError } from '../errors.ts';
import { partInvalid } from './read-part.ts';

/**
 * A page of few things, which is a part of their list; a cursor names the last one shown.
 * @throws AppError `query_invalid` when it is not in the list (any more)
 */
export function pageOf<T extends { id: string }>(
  list: readonly T[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { shown: T[]; nextCursor: string | null } {
  const last = cursor === undefined ? -1 : list.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && last === -1)
    throw partInvalid('query_invalid', [
      { field: 'cursor', message: 'Give a nextCursor as it came, or begin again without one.' },
    ]);
  const shown = list.slice(last + 1, last + 1 + limit);
  const hasMore = last + 1 + limit < list.length;
  return { shown, nextCursor: hasMore ? (shown.at(-1)?.id ?? null) : null };
}

/** @throws AppError `query_invalid` instead of a store's own word for a strange cursor */
export function cursorRefused(error: unknown): never {
  if (!(error instanceof AppError) || error.parameter !== 'cursor') throw error;
  throw partInvalid('query_invalid', [
    { field: 'cursor', message: 'Give a nextCursor as it came.' },
  ]);
}
