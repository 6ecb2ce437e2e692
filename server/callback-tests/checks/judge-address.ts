/** What the address of a callback URL is worth: its scheme, its name, where that leads, its certificate. */
import { isTunnel } from '../diagnose-address.ts';
import type { Certificate } from './certificate.ts';
import type { Finding, Reason, Target } from './check.ts';
import { hostnameOf } from './pinned-socket.ts';
import type { Visit } from './request.ts';

export function judgeScheme({ protocol }: URL, { place }: Visit): Finding {
  if (protocol === 'https:') return { reason: 'is_https' };
  return { reason: place === 'loopback' ? 'http_on_this_machine' : 'not_https' };
}

export function judgePlace(
  { kind }: Pick<Target, 'kind'>,
  { place, stop, addresses }: Visit,
): Finding {
  const detail = addresses.join(', ');
  const fromBrowsers = kind === 'auth' || kind === 'load';
  const isForBrowsersHere = place === 'loopback' && fromBrowsers;
  if (stop === 'address_refused' && place !== 'forbidden' && !isForBrowsersHere)
    return { reason: 'private_address', detail };
  switch (place) {
    case undefined:
      return { reason: 'needs_earlier' };
    case 'public':
      return { reason: 'public_address', detail };
    case 'forbidden':
      return { reason: 'address_forbidden', detail };
    case 'loopback':
      return {
        reason: fromBrowsers ? 'this_machine_for_browsers' : 'this_machine_for_servers',
        detail,
      };
    case 'private':
      return { reason: 'private_from_here', detail };
  }
}

export function judgeName(url: URL, { addresses, stop }: Visit): Finding {
  const hostname = hostnameOf(url);
  const isName = addresses.join() !== hostname;
  if (addresses.length > 0)
    return isName
      ? { reason: 'resolved', detail: addresses.join(', ') }
      : { reason: 'is_an_address' };
  if (stop !== 'name_unknown') return { reason: 'lookup_failed', detail: hostname };
  return { reason: isTunnel(hostname) ? 'tunnel_unknown' : 'name_unknown', detail: hostname };
}

const daysToRenew = 14;
const dayMs = 24 * 60 * 60_000;

export function judgeCertificate({ protocol }: URL, seen: Visit, now: number): Finding {
  if (protocol !== 'https:') return { reason: 'no_tls' };
  if (seen.stop === 'tls_failed') return { reason: 'tls_failed' };
  if (!seen.certificate) return { reason: 'needs_earlier' };
  const { endsAt, problem } = seen.certificate;
  const detail = Number.isFinite(endsAt) ? new Date(endsAt).toISOString() : '';
  if (problem !== undefined) return { reason: reasonOf(problem), detail };
  return {
    reason: endsAt < now + daysToRenew * dayMs ? 'certificate_ends_soon' : 'certificate_valid',
    detail,
  };
}

// Sources: OpenSSL, X509_verify_cert_error_string; Node, tls.checkServerIdentity.
function reasonOf(problem: NonNullable<Certificate['problem']>): Reason {
  switch (problem) {
    case 'CERT_HAS_EXPIRED':
      return 'certificate_expired';
    case 'CERT_NOT_YET_VALID':
      return 'certificate_not_yet_valid';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'certificate_self_signed';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'certificate_other_name';
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'certificate_chain_incomplete';
    default:
      return 'certificate_untrusted';
  }
}
