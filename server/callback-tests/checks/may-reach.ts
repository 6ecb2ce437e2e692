/** Where the requests of checks may go, which people other than the operator wrote into whitelists. */
import { BlockList, isIPv4 } from 'node:net';
import type { Config } from '../../../config/index.ts';
import { plainAddress } from './addresses.ts';
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

/** What the operator forbids: by the name, which stands for all below it, or by any address that it leads to. */
export function forbiddenBy({
  hosts,
  ranges,
}: Config['callbackCheckForbidden']): VisitDeps['isForbidden'] {
  const names = new Set(hosts);
  const list = new BlockList();
  for (const { network, prefix, family } of ranges) list.addSubnet(network, prefix, family);
  const isListed = (address: string) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  return ({ hostname }, addresses) =>
    namesAbove(hostname).some((name) => names.has(name)) ||
    addresses.some((address) => isListed(address) || isListed(plainAddress(address)));
}

/** The name itself, and each that it is part of. */
function namesAbove(hostname: string): string[] {
  const labels = hostname.replace(/\.+$/, '').split('.');
  return labels.map((_label, at) => labels.slice(at).join('.'));
}
