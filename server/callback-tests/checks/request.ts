/**
 * The one request to a URL that people wrote into an iClient, for checks and simulated installs alike: GET,
 * no redirect followed, five seconds for everything, 64 kB of an answer. The name is resolved once, every address
 * that came of it is judged, and only those addresses are connected to. A certificate that browsers
 * would refuse ends it before a byte is sent.
 * Sources: OWASP, Server-Side Request Forgery Prevention; RFC 9110.
 */
import { lookup as lookupName } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { deadlineAfter } from '../../http/deadline.ts';
import { type Place, placeOf } from './addresses.ts';
import { type Certificate, certificateOf } from './certificate.ts';
import { hostnameOf, opened, openSocket } from './pinned-socket.ts';
import { noEndOfInterim, type Stop, stopOf } from './stops.ts';

export type Answer = {
  status: number;
  headers: IncomingMessage['headers'];
  /** As Latin-1, of the first 64 kB. */
  body: string;
};

export type Visit = {
  /** What the name resolved to. */
  addresses: string[];
  /** The worst of their places; undefined when there are none. */
  place: Place | undefined;
  certificate: Certificate | undefined;
  stop: Stop | undefined;
  answer: Answer | undefined;
};

/** Answers IP addresses. @throws Error with Node's code, such as `ENOTFOUND` */
export type Resolve = (hostname: string) => Promise<string[]>;

export type VisitDeps = {
  resolve: Resolve;
  /** Whether a request to this URL may go to such a place; nobody is asked about forbidden ones. */
  mayReach(url: URL, place: Place): boolean;
  /** Whether the operator forbids this URL's host or one of the addresses that it leads to. */
  isForbidden(url: URL, addresses: string[]): boolean;
};

const deadlineMs = 5_000;
const largestBody = 64 * 1024;
const largestHead = 16 * 1024;
/** Answers before the answer (RFC 9110, 15.2), of which a server may send any number. */
const mostInterim = 10;

export const resolveBySystem: Resolve = async (hostname) => {
  const found = await lookupName(hostname, { all: true });
  return found.map(({ address }) => address);
};

/**
 * @param url http or https, from the iClient's own list
 * @param stopping ends it early, as a timeout does
 */
export async function visit(
  { resolve, mayReach, isForbidden }: VisitDeps,
  url: URL,
  headers: Record<string, string>,
  stopping: AbortSignal,
): Promise<Visit> {
  const deadline = deadlineAfter(deadlineMs, stopping);
  const seen: Visit = {
    addresses: [],
    place: undefined,
    certificate: undefined,
    stop: undefined,
    answer: undefined,
  };
  let socket: Socket | undefined;
  try {
    const hostname = hostnameOf(url);
    seen.addresses =
      isIP(hostname) === 0 ? await orAborted(resolve(hostname), deadline) : [hostname];
    seen.place = worstPlace(seen.addresses);
    if (seen.place === undefined) return { ...seen, stop: 'name_unknown' };
    if (seen.place !== 'forbidden' && isForbidden(url, seen.addresses)) seen.place = 'forbidden';
    if (seen.place === 'forbidden' || !mayReach(url, seen.place))
      return { ...seen, stop: 'address_refused' };
    socket = openSocket(url, seen.addresses);
    await orAborted(opened(socket), deadline);
    if (socket instanceof TLSSocket) seen.certificate = certificateOf(socket);
    if (seen.certificate?.problem !== undefined) return { ...seen, stop: 'certificate_refused' };
    seen.answer = await ask(url, headers, socket, deadline);
    return seen;
  } catch (error) {
    return { ...seen, stop: stopOf(error) };
  } finally {
    socket?.destroy();
  }
}

// One address that may not be reached among others is what a rebinding name server answers.
function worstPlace(addresses: string[]): Place | undefined {
  const places = new Set(addresses.map(placeOf));
  return (['forbidden', 'loopback', 'private', 'public'] as const).find((place) =>
    places.has(place),
  );
}

function ask(
  url: URL,
  headers: Record<string, string>,
  socket: Socket,
  deadline: AbortSignal,
): Promise<Answer> {
  const answer = new Promise<Answer>((resolve, reject) => {
    const sent = httpRequest({
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, Host: url.host, Connection: 'close' },
      maxHeaderSize: largestHead,
      createConnection: () => socket,
    });
    let interim = 0;
    sent.on('information', () => {
      interim += 1;
      if (interim > mostInterim) sent.destroy(tooManyInterim());
    });
    sent.once('response', (response) => void readAnswer(response).then(resolve, reject));
    sent.on('error', reject);
    sent.once('close', () => reject(new Error('The connection was closed.')));
    sent.end();
  });
  return orAborted(answer, deadline);
}

function tooManyInterim(): Error {
  return Object.assign(new Error('There was no end of interim answers.'), {
    code: noEndOfInterim,
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= largestBody) break;
  }
  const body = Buffer.concat(chunks).subarray(0, largestBody).toString('latin1');
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
