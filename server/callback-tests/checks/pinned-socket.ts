/** Connections to the addresses that were judged, and to no other. */
import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';

/** The name or address of a URL's host, without the brackets of IPv6. */
export function hostnameOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** @param addresses where the name leads; nobody asks for it again */
export function openSocket(url: URL, addresses: string[]): Socket {
  const hostname = hostnameOf(url);
  const isTls = url.protocol === 'https:';
  const port = Number(url.port) || (isTls ? 443 : 80);
  const target = { host: hostname, port, lookup: pinnedTo(addresses), autoSelectFamily: true };
  if (!isTls) return connectPlain(target);
  return connectTls({
    ...target,
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    ALPNProtocols: ['http/1.1'],
    // So that a refused certificate can be told of; it is refused in `visit`.
    rejectUnauthorized: false,
  });
}

function pinnedTo(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, _options, done) => done(null, found);
}

/** Resolves when bytes can be sent, encrypted for https. */
export function opened(socket: Socket): Promise<void> {
  const event = socket instanceof TLSSocket ? 'secureConnect' : 'connect';
  return new Promise<void>((resolve, reject) => {
    socket.once(event, resolve);
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('The connection was closed.')));
  });
}
