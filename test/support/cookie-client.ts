import type { Test } from 'supertest';
import type { Connector } from './connector.ts';

/**
 * A client that keeps cookies as browsers do on localhost: each for its own path, and Secure ones
 * too, which supertest's own agent would not send over http.
 */
export type CookieClient = {
  get(path: string): Promise<Awaited<Test>>;
  post(path: string, headers?: Record<string, string>): Promise<Awaited<Test>>;
  /** name=value of each cookie held. */
  cookies(): string[];
};

type Cookie = { pair: string; path: string };

export function cookieClient(http: Connector['http']): CookieClient {
  const jar = new Map<string, Cookie>();
  const send = async (request: Test, url: string) => {
    const { pathname } = new URL(url, 'http://localhost');
    const sent = [...jar.values()].filter(({ path }) => isFor(path, pathname));
    const answer = await request.set('Cookie', sent.map(({ pair }) => pair).join('; '));
    const received = (answer.headers['set-cookie'] ?? []) as unknown as string[];
    for (const cookie of received.map(readCookie))
      jar.set(`${cookie.pair.split('=', 1)[0]} ${cookie.path}`, cookie);
    return answer;
  };
  return {
    get: (path) => send(http().get(path), path),
    post: (path, headers = {}) => send(http().post(path).set(headers), path),
    cookies: () => [...jar.values()].map(({ pair }) => pair),
  };
}

function readCookie(text: string): Cookie {
  const [pair = '', ...attributes] = text.split('; ');
  const path = attributes.find((attribute) => attribute.startsWith('Path='))?.slice(5);
  return { pair, path: path ?? '/' };
}

/** RFC 6265, 5.1.4. */
function isFor(cookiePath: string, path: string): boolean {
  const folder = cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`;
  return path === cookiePath || path.startsWith(folder);
}
