/**
 * Limits on tests of API accounts, by each link and from each address: whoever has a link could try
 * tokens with it otherwise, and have BigCommerce asked without end.
 */
import { networkOf } from '../http/address-network.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { createLimiter } from './limiter.ts';

const quarter = 15 * 60;
const hour = 60 * 60;

export type AccountTests = {
  /**
   * Counts a test before it is made, so that trying at once helps nobody.
   * @throws AppError `too_many_attempts`
   */
  count(by: { linkId: string; address: string }): Promise<void>;
  /**
   * It led to a connected store: merchants who share a link or an address take nothing from each other,
   * but for the larger limits on tests of whatever outcome, since each such connection is an event.
   */
  forgive(by: { linkId: string; address: string }): Promise<void>;
};

export function createAccountTests({ redis }: { redis: RedisClient }): AccountTests {
  const limiter = (keyPrefix: string, allowed: number, seconds: number) =>
    createLimiter(redis, { keyPrefix, allowed, seconds });
  const links = limiter(keys.linkTestsPrefix, 60, quarter);
  const addresses = limiter(keys.linkTestNetworksPrefix, 30, quarter);
  const allOfLink = limiter(keys.allLinkTestsPrefix, 500, 24 * hour);
  const allOfAddress = limiter(keys.allLinkTestNetworksPrefix, 150, hour);
  return {
    async count({ linkId, address }) {
      const network = networkOf(address);
      // One address alone cannot use up what the others have of a link.
      await addresses.count(network);
      await allOfAddress.count(network);
      await links.count(linkId);
      await allOfLink.count(linkId);
    },
    async forgive({ linkId, address }) {
      await addresses.forgive(networkOf(address));
      await links.forgive(linkId);
    },
  };
}
