import type { ConnectionKind, ConnectionStatus } from '../connections/connection.ts';
import type { Language } from '../language/language.ts';

/** Which connections a picker shows; what is left out does not matter. */
export type PickerFilter = {
  status?: ConnectionStatus | undefined;
  kind?: ConnectionKind | undefined;
  iclientId?: string | undefined;
  storeHash?: string | undefined;
  /** Beginnings of words, as in a search. */
  q?: string | undefined;
};

/** The leave that a builder's program gave one page to let its user pick a connection. */
export type PickerSession = {
  id: string;
  /** The session ends with this key and shows nothing that the key does not reach. */
  apiKeyId: string;
  /** The only origin that may show the picker and that is told what was picked. */
  origin: string;
  filter: PickerFilter;
  allowCreate: boolean;
  /** Undefined: that of the browser. */
  locale: Language | undefined;
  /** Made or mended in this session, if the connections themselves still say so (`Connection.pickerSession`). */
  admitted: string[];
  /** Milliseconds since 1970, by Redis' clock. */
  expiresAt: number;
  expired: boolean;
};
