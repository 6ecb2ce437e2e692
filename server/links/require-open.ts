import { AppError } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';
import { codeOfEnded, type Link } from './link.ts';

/** @throws AppError `links_off`, `link_unknown`, `link_used`, `link_expired`, `link_revoked` */
export function requireOpen(
  link: Link | undefined,
  { linksOn }: Pick<Settings, 'linksOn'>,
): asserts link is Link {
  if (!linksOn) throw new AppError('links_off', 'Links are switched off.');
  if (!link) throw new AppError('link_unknown', 'There is no such link.');
  if (link.state !== 'open')
    throw new AppError(codeOfEnded[link.state], `The link is ${link.state}.`);
}
