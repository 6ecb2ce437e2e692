/** A server's certificate, as far as the checks tell of it. */
import type { TLSSocket } from 'node:tls';

export type Certificate = {
  /** Milliseconds since 1970. */
  endsAt: number;
  /** OpenSSL's or Node's code of why browsers would refuse it, such as `CERT_HAS_EXPIRED`. */
  problem: string | undefined;
};

/** @param socket after its handshake */
export function certificateOf(socket: TLSSocket): Certificate {
  const { valid_to } = socket.getPeerCertificate();
  return { endsAt: Date.parse(valid_to), problem: problemOf(socket) };
}

// Typed as an Error, it is an error's code (Node, tls: onConnectSecure).
function problemOf({ authorized, authorizationError }: TLSSocket): string | undefined {
  return authorized ? undefined : String(authorizationError);
}
