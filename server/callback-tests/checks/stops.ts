/** Why a request ended before it had an answer. Sources: Node, "Errors"; getaddrinfo(3). */

export type Stop =
  | 'name_unknown'
  | 'lookup_failed'
  | 'address_refused'
  | 'connection_refused'
  | 'unreachable'
  | 'tls_failed'
  | 'certificate_refused'
  | 'connection_cut'
  | 'not_http'
  | 'timed_out';

/** Our own code for a server that sends informational answers (1xx) and no other. */
export const noEndOfInterim = 'NO_END_OF_INTERIM';

const stopByCode: Readonly<Record<string, Stop>> = {
  ENOTFOUND: 'name_unknown',
  ENODATA: 'name_unknown',
  EAI_AGAIN: 'lookup_failed',
  EAI_FAIL: 'lookup_failed',
  ESERVFAIL: 'lookup_failed',
  ECONNREFUSED: 'connection_refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timed_out',
  EPROTO: 'tls_failed',
  [noEndOfInterim]: 'not_http',
};

export function stopOf(error: unknown): Stop {
  if (!(error instanceof Error)) return 'connection_cut';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timed_out';
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return 'tls_failed';
  if (code.startsWith('HPE_')) return 'not_http';
  return stopByCode[code] ?? 'connection_cut';
}
