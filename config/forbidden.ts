/** What an operator forbids: names of hosts, and IP addresses as ranges. */
import { isIP } from 'node:net';
import { ConfigProblem } from './parse.ts';

export type Forbidden = {
  /** As URLs have them: in lower case, in ASCII, without a dot at the end. */
  hosts: string[];
  /** A single address has the longest prefix. */
  ranges: { network: string; prefix: number; family: 'ipv4' | 'ipv6' }[];
};

/** Hosts, IP addresses and ranges such as 10.0.0.0/8, separated by commas or spaces. */
export function parseForbidden(value: string): Forbidden {
  const entries = value.split(/[\s,]+/).filter((entry) => entry !== '');
  const ranges: Forbidden['ranges'] = [];
  const hosts: string[] = [];
  for (const entry of entries.length > 0 ? entries : ['']) {
    const range = rangeIn(entry);
    const host = range ? undefined : hostIn(entry);
    if (range) ranges.push(range);
    else if (host) hosts.push(host);
    else
      throw new ConfigProblem(
        'must be hosts without a port, IP addresses or ranges separated by commas, such as internal.example.com,203.0.113.7,10.0.0.0/8.',
      );
  }
  return { hosts: [...new Set(hosts)], ranges };
}

function rangeIn(entry: string): Forbidden['ranges'][number] | undefined {
  const [network = '', prefix, ...rest] = entry.split('/');
  const version = isIP(network);
  if (version === 0 || network.includes('%') || rest.length > 0) return undefined;
  const [family, longest] = version === 4 ? (['ipv4', 32] as const) : (['ipv6', 128] as const);
  const length = prefix === undefined ? longest : Number(prefix);
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  return length <= longest ? { network, prefix: length, family } : undefined;
}

/** A name; what URLs read as an address is given as they write it, or not at all. */
function hostIn(entry: string): string | undefined {
  if (/[/:@?#*%[\]\\]/.test(entry) || !URL.canParse(`https://${entry}/`)) return undefined;
  const host = new URL(`https://${entry}/`).hostname.replace(/\.$/, '');
  return host !== '' && isIP(host) === 0 ? host : undefined;
}
