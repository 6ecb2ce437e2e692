/**
 * What kind of place an IP address is, for requests to URLs that somebody else wrote.
 * Sources: IANA's registries of special-purpose IPv4 and IPv6 addresses (RFC 6890), RFC 6052 (NAT64).
 */
import { BlockList, isIP, isIPv4 } from 'node:net';

/** `forbidden` is what nobody may ever be sent to: link-local, metadata of clouds, multicast, unspecified, reserved. */
export type Place = 'public' | 'private' | 'loopback' | 'forbidden';

const forbidden = blocks([
  '0.0.0.0/8',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fd00:ec2::254/128',
  'fd20:ce::254/128',
]);
const loopback = blocks(['127.0.0.0/8', '::1/128']);
const privately = blocks([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  'fc00::/7',
]);
const publicV6 = blocks(['2000::/3']);

/** @param address as a resolver answers it; anything that is no address is forbidden */
export function placeOf(address: string): Place {
  if (isIP(address) === 0 || address.includes('%')) return 'forbidden';
  const plain = plainAddress(address);
  const family = isIPv4(plain) ? 'ipv4' : 'ipv6';
  const isIn = (list: BlockList) => list.check(plain, family);
  if (isIn(forbidden)) return 'forbidden';
  if (isIn(loopback)) return 'loopback';
  if (isIn(privately)) return 'private';
  return family === 'ipv4' || isIn(publicV6) ? 'public' : 'forbidden';
}

/** Itself, or the IPv4 address inside. @param address one that `isIP` knows */
export function plainAddress(address: string): string {
  return isIPv4(address) ? address : (embeddedIPv4(address) ?? address);
}

/** The IPv4 address at which one like `::ffff:127.0.0.1` or `64:ff9b::7f00:1` ends. */
function embeddedIPv4(address: string): string | undefined {
  // One spelling for all: browsers' rules write `::FFFF:127.0.0.1` as `::ffff:7f00:1`.
  const spelled = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [, high, low] = /^(?:::ffff|64:ff9b:):([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(spelled) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [first >> 8, first & 255, second >> 8, second & 255].join('.');
}

function blocks(ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return list;
}
