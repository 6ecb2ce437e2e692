/** What the proxy says when a call did not get through; only programs read it. */
import type { FailureTexts } from './failures.ts';

const byProgram = 'POST /api/v1/connections/{connectionId}/authorize makes a link that does it.';
const howToConnect: Record<string, string> = {
  pending: `Nobody has authorized it yet. Use Save & authorize in the console. ${byProgram}`,
  disconnected: `Somebody disconnected it. Authorize it again, or save a new token, in the console. ${byProgram}`,
  uninstalled: `The app was uninstalled from the store. Install or authorize it again. ${byProgram}`,
};

export const proxyFailures = {
  path_refused: {
    title: 'The path of this call was refused',
    happened:
      'It has dot segments, empty segments, encoded slashes, backslashes, control characters or other things that could lead out of the store’s own API. The call was not sent.',
    todo: 'Send /proxy/{connectionId}/{v2|v3|graphql}/… with nothing but BigCommerce’s own path behind it.',
  },
  path_incomplete: {
    title: 'The path of this call names no connection and API',
    happened:
      'Behind /proxy/ there has to be the id of a connection, then v2, v3 or graphql. The call was not sent.',
    todo: 'Send /proxy/{connectionId}/v3/catalog/products, for example. The id begins with cn_ and is not the connection’s name; GET /api/v1/connections tells it.',
  },
  header_invalid: (header: string | undefined) => ({
    title: 'A header of this call was refused',
    happened: `The header ${header ?? ''} is repeated or malformed. The call was not sent.`,
    todo: 'Send it once and well formed: X-Connector-Max-Wait is a whole number of seconds from 0 to 60.',
  }),
  connection_not_connected: (status: string | undefined) => ({
    title: 'This connection holds no token',
    happened: 'So BigCommerce cannot be called through it. The call was not sent.',
    todo: howToConnect[status ?? ''] ?? `Authorize it in the console. ${byProgram}`,
  }),
  body_stalled: {
    title: 'The body of this call stopped coming',
    happened:
      'More of it was announced, and nothing came for ten seconds. BigCommerce did not get the whole call.',
    todo: 'Send it again without long pauses: have the body ready before the call begins, and check that Content-Length is its length.',
  },
  call_failed: {
    title: 'BigCommerce could not be reached',
    happened: 'The connection to BigCommerce failed before it answered.',
    todo: 'Reading calls can be sent again. BigCommerce may have done a changing one: look before sending it again.',
  },
  call_timed_out: {
    title: 'BigCommerce took too long to answer',
    happened: 'It had not answered when the time for a call was over.',
    todo: 'Reading calls can be sent again. BigCommerce may still do a changing one: look before sending it again.',
  },
  bigcommerce_redirected: {
    title: 'BigCommerce answered with a redirect',
    happened:
      'Redirects are not followed and not passed on, since they could carry the token elsewhere.',
    todo: 'Check the path of the call against BigCommerce’s documentation.',
  },
  slots_busy: {
    title: 'Too many calls of this connection at once',
    happened:
      'The connection makes as many calls as it may, or BigCommerce asked it to pause, and no turn came in time. Nothing was changed.',
    todo: 'Try again after the seconds that Retry-After tells. A call through the proxy waits longer with X-Connector-Max-Wait.',
  },
} satisfies Partial<FailureTexts>;
