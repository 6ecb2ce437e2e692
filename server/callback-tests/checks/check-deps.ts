import type { Config } from '../../../config/index.ts';
import type { RedisClient } from '../../redis/connect.ts';
import type { CheckTargetDeps } from './check-target.ts';
import { createCallbackMarks } from './marks.ts';
import { forbiddenBy, reachableFrom } from './may-reach.ts';
import { resolveBySystem } from './request.ts';

/** What checks are made of, in the service and on the command line. */
export function checkTargetDeps(
  config: Pick<
    Config,
    'publicUrl' | 'frameAncestors' | 'callbackCheckHosts' | 'callbackCheckForbidden'
  >,
  { redis, now }: { redis: RedisClient; now: () => number },
): CheckTargetDeps {
  return {
    publicUrl: config.publicUrl,
    panelOrigins: config.frameAncestors,
    marks: createCallbackMarks({ redis }),
    resolve: resolveBySystem,
    mayReach: reachableFrom(config.publicUrl, config.callbackCheckHosts),
    isForbidden: forbiddenBy(config.callbackCheckForbidden),
    now,
  };
}
