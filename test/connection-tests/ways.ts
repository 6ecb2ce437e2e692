/** Every way in which a person or program has the token of a saved connection tested. */
import type { Connection } from '../../server/connections/connection.ts';
import { callWith } from '../support/api-client.ts';
import { openSession } from '../support/picker.ts';
import { accessToken, by, type Proxied } from '../support/proxied.ts';
import { signIn } from '../support/sign-in.ts';

/** What is answered: the status, and all that is said. */
type Answered = { status: number; said: string };

export type Way = {
  name: string;
  test(connection: Connection): Promise<Answered>;
  /** When the connection is busy. */
  busy: Answered;
};

const beTested = 'so the token could not be tested';

export async function waysToTest({ connector, key }: Proxied): Promise<Way[]> {
  const builder = await signIn(connector, 'builder');
  const session = await openSession(connector, key, { filter: { kind: 'api_account' } });
  const api = callWith(connector, { Authorization: `Bearer ${key}` });
  const path = ({ id }: Connection) => `/console/connections/${id}`;
  return [
    {
      name: 'the API',
      async test({ id }) {
        const { status, body, headers } = await api('post', `/connections/${id}/test`);
        return { status, said: `${body.code ?? body.outcome} ${headers['retry-after'] ?? ''}` };
      },
      busy: { status: 429, said: 'slots_busy 30' },
    },
    {
      name: 'new credentials through the API',
      async test({ id }) {
        const { status, body } = await api('patch', `/connections/${id}`, {
          credentials: { accessToken },
        });
        return { status, said: String(body.code) };
      },
      busy: { status: 429, said: 'slots_busy' },
    },
    {
      name: 'the console',
      async test(connection) {
        const { status, headers } = await builder.postForm(`${path(connection)}/test`);
        const { text } = await builder.agent.get(headers.location ?? '');
        return { status, said: text };
      },
      busy: { status: 303, said: 'Nothing was tested. Try again in a minute.' },
    },
    {
      name: 'new credentials in the console',
      async test(connection) {
        const { name } = connection;
        const form = { name, scopeChoice: 'default', level: '1', accessToken };
        const { status, text } = await builder.postForm(`${path(connection)}/edit`, form);
        return { status, said: text };
      },
      busy: { status: 422, said: beTested },
    },
    {
      name: 'a new token in a picker',
      async test({ id }) {
        await connector.service.deps.connections.disconnect(id, by);
        const { status, text } = await session.post('token', { connectionId: id, accessToken });
        return { status, said: text };
      },
      busy: { status: 422, said: beTested },
    },
  ];
}
