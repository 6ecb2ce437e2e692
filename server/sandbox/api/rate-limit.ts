/** The quota of a store: shared by all its apps, in windows of 30 seconds. */
import type { World } from '../world.ts';

const quota = 150;
const windowMs = 30_000;

/** Counts one request. `allowed` is false when the window had none left. */
export function takeFromQuota(world: World, storeHash: string) {
  const now = world.now();
  const current = world.quotas.get(storeHash);
  const fresh = !current || now - current.startedAt >= windowMs;
  const window = fresh ? { startedAt: now, used: 0 } : current;
  const allowed = window.used < quota;
  if (allowed) window.used += 1;
  world.quotas.set(storeHash, window);
  const resetMs = window.startedAt + windowMs - now;
  return { allowed, headers: quotaHeaders(quota - window.used, resetMs) };
}

/** The headers of every answer; with nothing left also `X-Retry-After`, in seconds. */
export function quotaHeaders(left: number, resetMs: number): Record<string, string> {
  const headers = {
    'X-Rate-Limit-Time-Window-Ms': String(windowMs),
    'X-Rate-Limit-Time-Reset-Ms': String(resetMs),
    'X-Rate-Limit-Requests-Quota': String(quota),
    'X-Rate-Limit-Requests-Left': String(left),
  };
  return left > 0 ? headers : { ...headers, 'X-Retry-After': String(Math.ceil(resetMs / 1000)) };
}
