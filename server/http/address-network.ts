/** Which addresses are counted as one. */
import { isIPv6 } from 'node:net';

/**
 * The address itself, or the first 64 bits of an IPv6 address: whoever has one has all of its network.
 * What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [unzoned = ''] = address.split('%', 1);
  if (!isIPv6(unzoned)) return address;
  // `URL` writes every address in one way, without leading zeros and dots.
  const [head = '', tail = ''] = new URL(`http://[${unzoned}]`).hostname.slice(1, -1).split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [parts(head), parts(tail)];
  const zeros = Array<string>(8 - first.length - last.length).fill('0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}
