/**
 * An install from a button outside of BigCommerce: it ends on BigCommerce's own result pages, or goes on
 * with the visit that waits for it.
 */
import type { Request, Response } from 'express';
import type { Config } from '../../config/index.ts';
import { AppError } from '../errors.ts';
import { knownOf, recordRefusedCallback } from '../events/refused-callback.ts';
import type { EventStore } from '../events/store.ts';
import { slugOf } from '../iclients/callback-urls.ts';
import { calledIClient } from '../iclients/called-iclient.ts';
import { defaultIClientSlug, type IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import { type AwaitedInstallDeps, noteAwaited, pageOfFailed } from './awaited-install.ts';
import { type InstallDeps, install } from './unannounced-install.ts';

export type ExternalInstallDeps = InstallDeps &
  AwaitedInstallDeps & {
    config: Pick<Config, 'defaultIClient'>;
    events: Pick<EventStore, 'recordRefusal'>;
    iclients: Pick<IClientStore, 'find' | 'findBySlug'>;
  };

/** @throws AppError only when it is not known whose result page it would be */
export async function answerExternalInstall(
  deps: ExternalInstallDeps,
  req: Request,
  res: Response,
): Promise<void> {
  // The default app's result pages are known even while Redis is away.
  let clientId =
    slugOf(req.params) === defaultIClientSlug ? deps.config.defaultIClient?.clientId : undefined;
  let called: IClient | undefined;
  const goTo = (app: string, result: 'succeeded' | 'failed') =>
    res.redirect(
      302,
      `${deps.bigcommerce.loginUrl}/app/${encodeURIComponent(app)}/install/${result}`,
    );
  try {
    if (req.query.state)
      throw new AppError('state_unknown', 'An external install has no state of ours.');
    const iclient = await calledIClient(deps.iclients, req);
    knownOf(res).iclientId = iclient.id;
    clientId = iclient.clientId;
    called = iclient;
    const saved = await install(deps, iclient, req, res);
    const next = await noteAwaited(deps, iclient, saved, req);
    if (next === undefined) goTo(clientId, 'succeeded');
    else res.redirect(303, next);
  } catch (error) {
    if (clientId === undefined) throw error;
    const code = error instanceof AppError ? error.code : 'internal_error';
    req.log.warn({ err: error, code }, 'An external install failed.');
    recordRefusedCallback(deps.events, error, req, res);
    const next = called && (await pageOfFailed(deps, called, error, req));
    if (next === undefined) goTo(clientId, 'failed');
    else res.redirect(303, next);
  }
}
