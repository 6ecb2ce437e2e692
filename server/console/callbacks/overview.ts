/** The callback URLs of an iClient beside the tools that test them. */
import type { Request, Response } from 'express';
import { callbackKinds, callbackUrl } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { type CheckPagesDeps, latestCheck } from './checks.ts';
import { callbackFrame } from './frame.ts';

export type OverviewPageDeps = CheckPagesDeps & { publicUrl: string };

export async function overviewPage(
  deps: OverviewPageDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<string> {
  const frame = callbackFrame(iclient, 'overview', req, res);
  return deps.views.render('callbacks/overview', {
    ...frame,
    callbacks: callbackKinds.map((kind) => ({
      kind,
      url: callbackUrl(deps.publicUrl, iclient, kind),
    })),
    checks: await latestCheck(deps, iclient, frame.page.language),
    tools: frame.tabs.filter(({ isCurrent }) => !isCurrent),
  });
}
