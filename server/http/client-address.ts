import type { IncomingMessage } from 'node:http';
import express from 'express';

/**
 * The address that a request came from, for what is answered before Express sees it; the same as
 * Express' `req.ip`. What X-Forwarded-For says counts as far as the proxies in front are trusted.
 * @param trustProxy Express' setting
 */
export function clientAddress(
  trustProxy: false | number | string[],
): (req: IncomingMessage) => string {
  const trusts = express().set('trust proxy', trustProxy).get('trust proxy fn') as (
    address: string,
    hop: number,
  ) => boolean;
  return ({ socket, headers }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    const addresses = [
      socket.remoteAddress ?? '',
      ...forwarded.map((text) => text.trim()).reverse(),
    ].filter((address, at) => at === 0 || address !== '');
    const stranger = addresses.findIndex((address, hop) => !trusts(address, hop));
    return addresses.at(stranger) ?? '';
  };
}
