/**
 * The pages of the pretend builder.
 *
 * GET  /             the page with the buttons
 * POST /sessions     a picker session for its user: the API key stays on this side
 * GET  /products     products of a chosen connection's store, called through the proxy
 */
import express, { type Express, type RequestHandler, type Response } from 'express';
import { type ConnectorAnswer, createConnectorClient } from './connector-client.ts';
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
  const views = createViews();
  const app = express();
  app.disable('x-powered-by');
  app.use(pageHeaders(options.url));
  app.use('/assets', express.static(publicFolder(), { index: false }));

  app.get('/', (_req, res) => {
    res.type('html').send(views.render('page', { connector: options.url }));
  });

  app.post('/sessions', ownPagesOnly(options.origin), async (_req, res) => {
    const answer = await connector.post('/api/v1/picker-sessions', {
      origin: options.origin,
      allowCreate: true,
    });
    pass(res, answer);
  });

  app.get('/products', async (req, res) => {
    const id = encodeURIComponent(String(req.query.connectionId ?? ''));
    pass(res, await connector.get(`/proxy/${id}/v3/catalog/products?limit=10`));
  });

  return app;
}

function pass(res: Response, { status, body }: ConnectorAnswer): void {
  res.status(status).json(body);
}

/** A page of another site must not make sessions with this builder's key. */
function ownPagesOnly(origin: string): RequestHandler {
  return (req, res, next) => {
    if (req.get('Origin') === origin) next();
    else res.status(403).json({ title: 'Only pages of the builder itself may do this.' });
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
