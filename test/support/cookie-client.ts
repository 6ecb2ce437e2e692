import supertest, { type Test } from 'supertest';

/**
 * A client that keeps cookies as browsers do on localhost: Secure ones too, which supertest's own
 * agent would not send over http.
 */
export type CookieClient = {
  get(path: string): Promise<Awaited<Test>>;
  post(path: string, headers?: Record<string, string>): Promise<Awaited<Test>>;
  /** name=value of each cookie held. */
  cookies(): string[];
};

export function cookieClient(address: string): CookieClient {
  const jar = new Map<string, string>();
  const send = async (request: Test) => {
    const answer = await request.set('Cookie', [...jar.values()].join('; '));
    const received = (answer.headers['set-cookie'] ?? []) as unknown as string[];
    for (const cookie of received) {
      const [pair = ''] = cookie.split(';', 1);
      jar.set(pair.split('=', 1)[0] ?? '', pair);
    }
    return answer;
  };
  return {
    get: (path) => send(supertest(address).get(path)),
    post: (path, headers = {}) => send(supertest(address).post(path).set(headers)),
    cookies: () => [...jar.values()],
  };
}
