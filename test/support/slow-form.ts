/** A form whose fields arrive only after the server has read the session of its request. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Connector } from './connector.ts';
import type { SignedInBrowser } from './sign-in.ts';
import { until } from './until.ts';

/** @returns sends the fields; answers the whole answer, with its head */
export async function slowForm(
  connector: Connector,
  browser: SignedInBrowser,
  path: string,
  fields: Record<string, string>,
): Promise<() => Promise<string>> {
  const body = String(new URLSearchParams({ _token: browser.formToken, ...fields }));
  const { hostname, port } = new URL(connector.service.address);
  const socket = connect(Number(port), hostname);
  const received: string[] = [];
  socket.on('data', (chunk) => void received.push(String(chunk)));
  socket.write(
    [
      `POST ${path} HTTP/1.1`,
      `Host: ${hostname}`,
      `Origin: ${connector.publicUrl}`,
      `Cookie: ${browser.agent.cookies().join('; ')}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Expect: 100-continue',
      'Connection: close',
      '\r\n',
    ].join('\r\n'),
  );
  await until('the server waits for the body', () => received.join('').includes('100 Continue'));
  // Answered after it, so the session of the slow request has been read by now.
  await browser.agent.get('/console/account');
  return async () => {
    socket.write(body);
    await once(socket, 'close');
    return received.join('').split('100 Continue\r\n\r\n')[1] ?? '';
  };
}
