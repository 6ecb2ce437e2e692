import type { Test } from 'supertest';
import type { Connector } from './connector.ts';

/**
 * A client that keeps cookies as browsers do on localhost: each for its own path, and Secure ones
 * too, which supertest's own agent would not send over http.
 */
export type CookieClient = {
  get(path: string): Promise<Awaited<Test>>;
  /** Posts nothing, or a form as a page's form does. */
  post(path: string, options?: Post | Record<string, string>): Promise<Awaited<Test>>;
  /** name=value of each cookie held. */
  cookies(): string[];
};

/** What goes with a POST; a value given as a list is a field with several values. */
export type Post = {
  form?: Record<string, string | string[]>;
  headers?: Record<string, string>;
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
    post(path, options = {}) {
      const { form, headers } = asPost(options);
      const request = http()
        .post(path)
        .set(headers ?? {});
      return send(form ? request.type('form').send(encode(form)) : request, path);
    },
    cookies: () => [...jar.values()].map(({ pair }) => pair),
  };
}

function asPost(options: Post | Record<string, string>): Post {
  const { form, headers } = options;
  if (typeof form === 'object' || typeof headers === 'object') return options as Post;
  return { headers: options as Record<string, string> };
}

function encode(form: NonNullable<Post['form']>): string {
  const pairs = Object.entries(form).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return new URLSearchParams(pairs).toString();
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
