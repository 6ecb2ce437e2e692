/**
 * The pages of the pretend builder.
 *
 * GET  /                                      the page with the buttons
 * POST /sessions                              a picker session for a new flow: the API key stays on this side
 * PUT  /flows/{flow}/source/{connectionId}    what was chosen for the flow, once
 * GET  /flows/{flow}/products                 products of that connection's store, called through the proxy
 * POST /invitations                           a link for the builder's customer, to connect a store of theirs
 * GET  /returned                              where the customer returns to
 */
import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler, type Response } from 'express';
import { type ConnectorAnswer, createConnectorClient } from './connector-client.ts';
import { createInvitations, customer, returnPath } from './invitations.ts';
import { createViews, publicFolder } from './views.ts';

export type ExampleOptions = {
  /** Where the service is, without a trailing slash. */
  url: string;
  apiKey: string;
  /** Of the builder's own pages. */
  origin: string;
};

export function createExampleApp(options: ExampleOptions): Express {
  const connector = createConnectorClient(options);
  const invitations = createInvitations(connector, options.origin);
  const views = createViews();
  const ownPagesOnly = onlyPagesOf(options.origin);
  /**
   * Flows by their id, which only the page that began one knows, with the connection that was chosen.
   * A builder keeps them in its database, with the user whose they are: what a page says was chosen is
   * to be believed as far as its user may choose, and nobody may name a connection at each call.
   */
  const flows = new Map<string, { source: string | undefined }>();
  const app = express();
  app.disable('x-powered-by');
  app.use(pageHeaders(options.url));
  app.use('/assets', express.static(publicFolder(), { index: false }));

  app.get('/', (_req, res) => {
    const shown = { connector: options.url, customer: customer.name };
    res.type('html').send(views.render('page', shown));
  });

  app.post('/sessions', ownPagesOnly, async (_req, res) => {
    const { status, body } = await connector.post('/api/v1/picker-sessions', {
      origin: options.origin,
      allowCreate: true,
    });
    if (status !== 201) return pass(res, { status, body });
    const flow = randomUUID();
    flows.set(flow, { source: undefined });
    pass(res, { status, body: { ...(body as object), flow } });
  });

  app.put('/flows/:flow/source/:connectionId', ownPagesOnly, (req, res) => {
    const { flow, connectionId } = req.params;
    const found = flows.get(String(flow));
    if (!found || found.source !== undefined) return refuse(res, 409, 'Nothing is to be chosen.');
    found.source = String(connectionId);
    res.json({});
  });

  app.get('/flows/:flow/products', async (req, res) => {
    const source = flows.get(req.params.flow)?.source;
    if (source === undefined) return refuse(res, 404, 'No connection was chosen.');
    const path = `/proxy/${encodeURIComponent(source)}/v3/catalog/products?limit=10`;
    pass(res, await connector.get(path));
  });

  app.post('/invitations', ownPagesOnly, async (_req, res) => {
    pass(res, await invitations.invite());
  });

  app.get(returnPath, async (req, res) => {
    res.type('html').send(views.render('returned', await invitations.outcomeOf(req.query)));
  });

  return app;
}

function pass(res: Response, { status, body }: ConnectorAnswer): void {
  res.status(status).json(body);
}

function refuse(res: Response, status: number, title: string): void {
  pass(res, { status, body: { title } });
}

/** A page of another site must not act with this builder's key, whatever name leads it here. */
function onlyPagesOf(origin: string): RequestHandler {
  const { host } = new URL(origin);
  return (req, res, next) => {
    if (req.get('Origin') === origin && req.get('Host') === host) next();
    else refuse(res, 403, 'Only pages of the builder itself may do this.');
  };
}

/** What any builder with a policy of its own has to allow: the script and, for the frame, the page. */
function pageHeaders(connector: string): RequestHandler {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${connector}`,
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    `frame-src ${connector}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return (_req, res, next) => {
    res.set({
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    next();
  };
}
