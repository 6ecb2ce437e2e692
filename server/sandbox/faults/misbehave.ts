/** The transport faults: what a server that is broken, or in bad hands, does to its client. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { tooManyRequests } from '../api/problems.ts';
import { quotaHeaders } from '../api/rate-limit.ts';
import type { World } from '../world.ts';

type Misbehaviour = (res: Response, world: World, req: Request) => unknown;

const hugeBytes = 300 * 1024 * 1024;

const misbehaviours: Record<string, Misbehaviour> = {
  hang: () => undefined,
  drip,
  reset: (res) => res.socket?.resetAndDestroy(),
  '500': (res) => res.status(500).json({ status: 500, title: 'Internal Server Error' }),
  html: (res) =>
    res.type('html').send('<!doctype html><title>Sign in</title><p>Please sign in.</p>'),
  redirect: (res) => res.redirect(302, '/sandbox/redirect-target'),
  huge,
  rate_limited: (res) => res.set(quotaHeaders(0, 15_000)).status(429).json(tooManyRequests()),
  overloaded: (res) => res.status(429).json(tooManyRequests()),
};

/**
 * Plays the fault that is switched on. True when the request has thereby had all the answer that it
 * will get; false when it is to be answered rightly, for `slow` after the delay.
 */
export async function misbehave(
  world: World,
  fault: string,
  req: Request,
  res: Response,
): Promise<boolean> {
  if (fault === 'slow') await delay(world.faults.delayMs, undefined, { signal: world.closing });
  const play = misbehaviours[fault];
  if (!play) return false;
  await play(res, world, req);
  return true;
}

function drip(res: Response) {
  res.writeHead(200, { 'Content-Type': 'application/json' });
  res.write('{');
  const timer = setInterval(() => res.write(' '), 1000);
  res.once('close', () => clearInterval(timer));
}

async function huge(res: Response) {
  res.writeHead(200, { 'Content-Type': 'application/json' });
  // A client that leaves ends the pipeline with an error, which is what this fault is for.
  await pipeline(Readable.from(hugeBody()), res).catch(() => undefined);
}

function* hugeBody() {
  const chunk = Buffer.alloc(64 * 1024, 'a');
  yield '{"access_token":"';
  for (let sent = 0; sent < hugeBytes; sent += chunk.length) yield chunk;
  yield '"}';
}
