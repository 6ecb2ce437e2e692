/** /oauth2/authorize: an authorization that the app starts. Asks the merchant, then redirects. */
import { type Request, type Response, Router, urlencoded } from 'express';
import type { Views } from '../pages/views.ts';
import { textOf } from '../request-text.ts';
import { wordsForScopes } from '../scope-words.ts';
import type { World } from '../world.ts';
import { type AuthorizeRequest, errorUrl, readAuthorizeRequest } from './authorize-request.ts';
import { issueCode } from './codes.ts';
import { peopleWhoMayAgree } from './signed-in-people.ts';

type Ask = (request: AuthorizeRequest, req: Request, res: Response) => void;

export function authorizeRoutes(world: World, views: Views): Router {
  const router = Router();
  const read = (input: (req: Request) => Record<string, unknown>, ask: Ask) => {
    return (req: Request, res: Response) => {
      const reading = readAuthorizeRequest(world, input(req) ?? {});
      if (reading.kind === 'ask') ask(reading.request, req, res);
      else if (reading.kind === 'redirect') res.redirect(302, reading.url);
      else res.status(400).send(views.render('login/refused', reading));
    };
  };
  router.get(
    '/oauth2/authorize',
    read(
      (req) => req.query,
      (request, _req, res) =>
        void res.send(views.render('login/authorize', askData(world, request))),
    ),
  );
  router.post(
    '/oauth2/authorize',
    urlencoded({ extended: false }),
    read(
      (req) => req.body,
      (request, req, res) => res.redirect(302, decide(world, request, req.body)),
    ),
  );
  return router;
}

function askData(world: World, request: AuthorizeRequest) {
  const { app, store, scopes, parameters } = request;
  const people = peopleWhoMayAgree(world, store?.hash);
  return { app, store, parameters, people, permissions: wordsForScopes(scopes) };
}

/** The address that the merchant's browser is sent to after Allow or Deny. */
function decide(
  world: World,
  request: AuthorizeRequest,
  form: { as?: unknown; decision?: unknown },
): string {
  const people = peopleWhoMayAgree(world, request.store?.hash);
  const person = people.find(({ value }) => value === textOf(form.as));
  if (form.decision !== 'allow' || !person) {
    const description = 'The merchant did not agree';
    return errorUrl(request, { error: 'access_denied', error_description: description });
  }
  const { app, redirectUri, scopes, state } = request;
  const { store, user } = person;
  const extra = state === null ? {} : { state };
  const forStore = request.store !== null;
  return issueCode(world, { app, store, user, scopes, redirectUri, forStore, extra }).url;
}
