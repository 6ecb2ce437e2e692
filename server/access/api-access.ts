/** Who may use the API: the middleware in front of it, where a key is all that says who asks. */
import type { Request, RequestHandler, Response } from 'express';
import { type ApiKey, allows } from '../api-keys/api-key.ts';
import type { Permission } from '../api-keys/permissions.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import type { KeyRing } from './key-ring.ts';

export type { KeyRing } from './key-ring.ts';

export type ApiAccess = {
  /**
   * Lets in who sends `Authorization: Bearer <API key>` (RFC 6750 section 2.1).
   * @throws AppError `api_key_invalid`, `too_many_attempts`
   */
  signedIn: RequestHandler;
  /** Refuses with 403 `permission_missing`, which names the permission, a key that lacks it. */
  permission(permission: Permission): RequestHandler;
};

export function apiAccess(ring: Pick<KeyRing, 'authenticate' | 'noteUsed'>): ApiAccess {
  return {
    async signedIn(req, res, next) {
      const apiKey = await ring.authenticate(bearerOf(req.get('Authorization')), req.ip ?? '');
      ring.noteUsed(apiKey);
      res.locals.apiKey = apiKey;
      next();
    },
    permission: (permission) => (_req, res, next) => {
      if (allows(apiKeyOf(res), permission)) return next();
      throw new AppError('permission_missing', `This needs the permission ${permission}.`, {
        parameter: permission,
      });
    },
  };
}

/** The key of an Authorization header; undefined when it holds none. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** The key that asks, on routes behind `signedIn`. @throws TypeError on other routes */
export function apiKeyOf(res: Response): ApiKey {
  const apiKey = res.locals.apiKey as ApiKey | undefined;
  if (!apiKey) throw new TypeError('This route is not behind an API key.');
  return apiKey;
}

/** Who asks and from where, as events tell it. */
export function apiActorOf(req: Request, res: Response) {
  const { id, name } = apiKeyOf(res);
  return { actor: { kind: 'api_key', id, name }, address: req.ip ?? '' } as const satisfies By;
}
