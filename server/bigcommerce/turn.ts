/** The turns in which requests go to BigCommerce, where somebody bounds how many are there at once. */

/** Names in lower case. */
export type AnswerHeaders = Record<string, string | string[] | undefined>;

/** Told of an answer as soon as its head is there. */
export type Heard = (status: number, headers: AnswerHeaders) => void;

/**
 * Sends one request when its turn has come, and no earlier.
 * @param signal gives the turn up while it waits, which is then thrown as any error
 * @throws AppError `slots_busy` when it did not come in time, `storage_unavailable`; and what `send` throws
 */
export type Turn = <T>(send: (heard: Heard) => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** For requests that nobody bounds: no connection is theirs yet. */
export const unbounded: Turn = (send) => send(() => undefined);
