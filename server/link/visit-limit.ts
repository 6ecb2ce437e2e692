/**
 * Limits on what visitors may begin by one link. A consent is an event, and so is an authorization that
 * fails: whoever has one link would push everything else out of the trail otherwise.
 */
import { networkOf } from '../http/address-network.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { createLimiter } from './limiter.ts';

const hour = 60 * 60;
const day = 24 * hour;

/** @throws AppError `too_many_attempts`, each of them, before there are too many */
export type VisitLimit = {
  /** A visit by a link, from an address. */
  begin(by: { linkId: string; address: string }): Promise<void>;
  /** A consent by a link, from wherever. */
  agree(by: { linkId: string }): Promise<void>;
  /** An authorization, of a visit and of its link. */
  authorize(by: { linkId: string; visitId: string }): Promise<void>;
};

export function createVisitLimit({ redis }: { redis: RedisClient }): VisitLimit {
  const limiter = (keyPrefix: string, allowed: number, seconds: number) =>
    createLimiter(redis, { keyPrefix, allowed, seconds });
  const begun = limiter(keys.begunVisitsPrefix, 60, hour);
  const agreed = limiter(keys.agreedVisitsPrefix, 1_000, day);
  const ofVisit = limiter(keys.visitAuthorizationsPrefix, 30, hour);
  const ofLink = limiter(keys.linkAuthorizationsPrefix, 1_000, day);
  return {
    begin: ({ linkId, address }) => begun.count(`${linkId}:${networkOf(address)}`),
    agree: ({ linkId }) => agreed.count(linkId),
    async authorize({ linkId, visitId }) {
      await ofVisit.count(visitId);
      await ofLink.count(linkId);
    },
  };
}
