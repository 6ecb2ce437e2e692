/** What a request asks the slots for, and gets. */

export type Slot = {
  /** Once; again does nothing. */
  release(): void;
};

export type AcquireOptions = {
  maxWaitMs: number;
  /** When the request first asked, by the monotonic clock; one that asks again keeps its place. */
  since?: number | undefined;
  /** The API key of the request: one key must not take all places in the line. */
  keyId: string;
};

export type PendingSlot = {
  slot: Promise<Slot>;
  /** Gives the place in the queue up; `slot` rejects then, unless there is one already. */
  leave(): void;
};
