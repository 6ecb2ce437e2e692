import type { VisitDeps } from './request.ts';

/**
 * Private addresses, and this machine's own, are for this service's own host and for those that the
 * operator allows: else a whitelist could be used to look around behind the firewall.
 * @param allowedHosts hosts with their port where it is another than the usual one
 */
export function reachableFrom(publicUrl: string, allowedHosts: string[]): VisitDeps['mayReach'] {
  const known = new Set([new URL(publicUrl).host, ...allowedHosts]);
  return (url, place) => place === 'public' || known.has(url.host);
}
