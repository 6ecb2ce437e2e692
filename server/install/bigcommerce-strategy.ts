import type { Request, Response } from 'express';
import { Passport } from 'passport';
import OAuth2Strategy from 'passport-oauth2';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { TokenGrant } from '../bigcommerce/wire.ts';
import { AppError } from '../errors.ts';
import type { AuthCallback } from './auth-callback.ts';

/** The app for which a code is exchanged, and the callback URL that BigCommerce called. */
export type ExchangingApp = { clientId: string; clientSecret: string; redirectUri: string };

type TokenRequest = (
  code: string,
  parameters: unknown,
  done: (error: unknown, accessToken?: string, refreshToken?: string, grant?: TokenGrant) => void,
) => void;

/**
 * BigCommerce's OAuth for one callback of one app. It differs from plain OAuth 2.0 in the token
 * request, which carries scope and context, and in having no state when BigCommerce starts it.
 *
 * The token request of the `oauth` package has no deadline, no size cap, takes a redirect's body
 * for a token and repeats bodies in its errors, so the project's own client takes its place.
 */
class BigCommerceStrategy extends OAuth2Strategy {
  constructor(bigcommerce: BigCommerceClient, app: ExchangingApp, callback: AuthCallback) {
    super(
      {
        authorizationURL: `${bigcommerce.loginUrl}/oauth2/authorize`,
        tokenURL: `${bigcommerce.loginUrl}/oauth2/token`,
        clientID: app.clientId,
        clientSecret: app.clientSecret,
        callbackURL: app.redirectUri,
        skipUserProfile: true,
      },
      (
        _accessToken: string,
        _refreshToken: string,
        grant: TokenGrant,
        _profile: unknown,
        done: OAuth2Strategy.VerifyCallback,
      ) => done(null, grant),
    );
    const exchange: TokenRequest = (code, _parameters, done) => {
      bigcommerce
        .exchangeCode({ ...app, code, scope: callback.scope, context: callback.context })
        .then(
          (grant) => done(null, grant.accessToken, undefined, grant),
          (error: unknown) => done(error),
        );
    };
    this._oauth2.getOAuthAccessToken = exchange as typeof this._oauth2.getOAuthAccessToken;
  }
}

/**
 * Runs the strategy over the request of one auth callback.
 * @throws AppError of `BigCommerceClient.exchangeCode`, or `authorization_failed`
 */
export function exchangeCode(
  bigcommerce: BigCommerceClient,
  app: ExchangingApp,
  callback: AuthCallback,
  req: Request,
  res: Response,
): Promise<TokenGrant> {
  const strategy = new BigCommerceStrategy(bigcommerce, app, callback);
  return new Promise((resolve, reject) => {
    const settle = (error: unknown, grant?: TokenGrant | false) => {
      if (error) reject(causeOf(error));
      else if (grant) resolve(grant);
      else reject(new AppError('authorization_failed', 'The strategy refused the callback.'));
    };
    new Passport().authenticate(strategy, { session: false }, settle)(req, res, settle);
  });
}

// passport-oauth2 wraps what the token request throws.
function causeOf(error: unknown): unknown {
  return error instanceof OAuth2Strategy.InternalOAuthError ? error.oauthError : error;
}
