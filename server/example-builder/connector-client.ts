/** Calls the service as a builder's program does: with its API key, and nothing else. */
export type ConnectorAnswer = { status: number; body: unknown };

export type ConnectorClient = {
  get(path: string): Promise<ConnectorAnswer>;
  post(path: string, body: object): Promise<ConnectorAnswer>;
};

const patienceMs = 20_000;

export function createConnectorClient({
  url,
  apiKey,
}: {
  url: string;
  apiKey: string;
}): ConnectorClient {
  const call = async (path: string, init: RequestInit): Promise<ConnectorAnswer> => {
    try {
      const answer = await fetch(`${url}${path}`, {
        ...init,
        headers: {
          Authorization: `Bearer ${apiKey}`,
          Accept: 'application/json',
          'Content-Type': 'application/json',
        },
        signal: AbortSignal.timeout(patienceMs),
      });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return { status: 502, body: { title: 'The connector did not answer.' } };
    }
  };
  return {
    get: (path) => call(path, { method: 'GET' }),
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}
