/**
 * Who may pass: the middleware in front of the console and of the pages before it. app.ts mounts
 * `signedIn` once at /console; the sign-in pages use `anyone`; single routes add `role`.
 */
import express, { type Request, type RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import { browserOf, knownBrowser } from '../http/browser-cookie.ts';
import { consoleSession, consoleSessionLasts, endConsoleSession } from '../http/console-session.ts';
import { refuseNamesOfObjects } from '../http/form-fields.ts';
import { createFormTokens, type FormTokens } from '../http/form-token.ts';
import type { RedisClient } from '../redis/connect.ts';
import type { UserStore } from '../users/store.ts';
import { holdsRole, type Role } from '../users/user.ts';
import { possibleViewer, viewerOf } from './console-page.ts';
import { requireOwnOrigin } from './form-origin.ts';

export type { Role } from '../users/user.ts';
export {
  actorOf,
  type ConsolePage,
  consolePage,
  possibleViewer,
  type Section,
  viewerOf,
} from './console-page.ts';

export type Access = {
  /**
   * Lets signed-in users in. A GET by anybody else is sent to the sign-in page, another request is
   * refused with 401 `sign_in_needed`; a change without our Origin and form token with 403 `form_refused`,
   * or `opened_elsewhere` where the page was opened at another address than PUBLIC_URL.
   */
  signedIn: RequestHandler[];
  /** Lets everybody in, with the same guard of changes. */
  anyone: RequestHandler[];
  /** Refuses with 403 `role_missing` who has a lower role. */
  role(role: Role): RequestHandler;
  /** Whether who sent the request is still signed in, for answers that stay open. */
  stillSignedIn(req: Request): Promise<boolean>;
};

export type AccessDeps = {
  redis: RedisClient;
  users: Pick<UserStore, 'findSignedIn'>;
  sessionSecret: string;
  publicUrl: string;
};

export function createAccess(deps: AccessDeps): Access {
  const tokens = createFormTokens(deps.sessionSecret);
  const start = [
    markConsole,
    consoleSession({ redis: deps.redis, secret: deps.sessionSecret }),
    findViewer(deps.users, tokens),
  ];
  const guard = [readForm(), guardChanges(deps.publicUrl, tokens)];
  return {
    signedIn: [...start, requireViewer, ...guard],
    anyone: [...start, nameBrowser(tokens), ...guard],
    role: (role) => (_req, res, next) => {
      if (holdsRole(viewerOf(res), role)) return next();
      throw new AppError('role_missing', `This needs the role ${role}.`, { parameter: role });
    },
    async stillSignedIn(req) {
      const { signedIn } = req.session;
      if (!signedIn || !(await consoleSessionLasts(req))) return false;
      return Boolean(await deps.users.findSignedIn(signedIn));
    },
  };
}

// Failures are answered with a page that leads back to the console.
const markConsole: RequestHandler = (_req, res, next) => {
  res.locals.console = true;
  next();
};

/** A session whose user is gone, or was signed out everywhere, or was let in by who may not any more, ends here. */
function findViewer(users: AccessDeps['users'], tokens: FormTokens): RequestHandler {
  return async (req, res, next) => {
    const { signedIn } = req.session;
    const viewer = signedIn && (await users.findSignedIn(signedIn));
    if (viewer) {
      res.locals.viewer = viewer;
      res.locals.language = viewer.language;
      res.locals.formToken = tokens.make(req.sessionID);
    } else if (signedIn) {
      await endConsoleSession(req);
    }
    next();
  };
}

const requireViewer: RequestHandler = (req, res, next) => {
  if (possibleViewer(res)) return next();
  if (req.method === 'GET' && req.accepts(['html', 'json']) !== 'json')
    return res.redirect(303, `/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
  throw new AppError('sign_in_needed', 'Nobody is signed in.');
};

function nameBrowser(tokens: FormTokens): RequestHandler {
  return (req, res, next) => {
    if (!possibleViewer(res) && req.method === 'GET')
      res.locals.formToken = tokens.make(browserOf(req, res));
    next();
  };
}

/** Reads a posted form. @throws AppError `form_refused`, or `parameter_invalid` for a name that objects have */
export function readForm(): RequestHandler {
  const read = express.urlencoded({
    extended: false,
    limit: '256kb',
    verify: (_req, _res, body) => refuseNamesOfObjects(body),
  });
  return (req, res, next) => {
    read(req, res, (error?: unknown) => {
      if (!error) {
        // A body of another kind is no form, and an empty one says so field by field.
        req.body ??= {};
        return next();
      }
      const code = isRefusedName(error) ? 'parameter_invalid' : 'form_refused';
      next(new AppError(code, 'The form could not be read.', { cause: error }));
    });
  };
}

// Source: body-parser, errors of `verify`.
function isRefusedName(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.verify.failed';
}

/** Source: OWASP CSRF cheat sheet; a token and the Origin header, since each alone has gaps. */
function guardChanges(publicUrl: string, tokens: FormTokens): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    requireOwnOrigin(req, publicUrl);
    const binding = possibleViewer(res) ? req.sessionID : knownBrowser(req);
    const token = givenToken(req);
    if (binding === undefined || token === undefined || !tokens.matches(binding, token)) {
      // From a page of ours, only drawn for a session before this one.
      if (possibleViewer(res) && token !== undefined) res.locals.mayBeSentAgain = true;
      throw new AppError('form_refused', 'The form token is missing or is not of this browser.');
    }
    res.locals.formToken = token;
    next();
  };
}

/** The form token that a change brings, as a field or in a header. */
export function givenToken(req: Request): string | undefined {
  const body: unknown = req.body;
  if (typeof body === 'object' && body !== null && '_token' in body)
    return typeof body._token === 'string' ? body._token : undefined;
  return req.get('X-Form-Token');
}
