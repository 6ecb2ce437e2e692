/** What probing a token found, each scope by its read-only name. Probes prove reading only. */
export type DetectedScopes = {
  held: string[];
  refused: string[];
  /** No probe is known for it, or the probe's answer told nothing. */
  unknown: string[];
  /** Milliseconds since 1970. */
  at: number;
};
