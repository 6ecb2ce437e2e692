/** A small app behind API keys, with the keys and the key ring of a connector. */
import express, { type Express } from 'express';
import { apiAccess, apiActorOf, apiKeyOf } from '../../server/access/api-access.ts';
import { answerJson, errorAnswers } from '../../server/http/error-answers.ts';
import { requestLog } from '../../server/http/request-log.ts';
import type { Connector } from './connector.ts';

/** `GET /key` and `GET /events`, which needs the permission events:read, answer who asks. */
export function appBehindKeys({ service: { deps } }: Connector): Express {
  const access = apiAccess(deps.keyRing);
  const app = express();
  app.set('trust proxy', deps.config.trustProxy);
  app.use(requestLog(deps.log), answerJson, access.signedIn);
  app.get('/key', (req, res) => void res.json({ id: apiKeyOf(res).id, by: apiActorOf(req, res) }));
  app.get('/events', access.permission('events:read'), (_req, res) => void res.json({}));
  app.use(errorAnswers({ views: deps.views, panelOrigins: [] }));
  return app;
}
