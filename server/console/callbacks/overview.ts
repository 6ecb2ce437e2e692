/** The callback URLs of an iClient beside the tools that test them. */
import type { Request, Response } from 'express';
import { type CallbackKind, callbackKinds, callbackUrl } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { type CheckPagesDeps, latestCheck } from './checks.ts';
import { callbackFrame } from './frame.ts';
import { latestSimulation, type SimulationPagesDeps } from './simulation.ts';

export type OverviewPageDeps = CheckPagesDeps & SimulationPagesDeps & { publicUrl: string };

export async function overviewPage(
  deps: OverviewPageDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<string> {
  const frame = callbackFrame(iclient, 'overview', req, res);
  const { form, latest, stateOf } = await latestCheck(deps, iclient, frame.page.language);
  const told = new Set<string>();
  /** With what to do at the first of those that need the same. */
  const stateAt = (kind: CallbackKind, url: string) => {
    const state = stateOf(kind, url);
    const todo = state?.decisive?.todo;
    if (!state?.decisive || todo === undefined || !told.has(todo)) {
      if (todo !== undefined) told.add(todo);
      return state;
    }
    return { ...state, decisive: { ...state.decisive, todo: undefined } };
  };
  return deps.views.render('callbacks/overview', {
    ...frame,
    callbacks: callbackKinds.map((kind) => {
      const url = callbackUrl(deps.publicUrl, iclient, kind);
      return { kind, url, state: stateAt(kind, url) };
    }),
    whitelist: iclient.whitelist.map((url) => ({ url, state: stateAt('auth', url) })),
    checks: { form, latest },
    simulations: await latestSimulation(deps, iclient, frame.page.language),
    tools: frame.tabs.filter(({ isCurrent }) => !isCurrent),
  });
}
