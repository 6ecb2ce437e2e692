/** A store was saved by a link: the link notes its use, and the visit its end. */
import type { Logger } from 'pino';
import { tryWhileAway } from '../redis/try-while-away.ts';
import type { LinkStore } from './store.ts';
import type { VisitStore } from './visits.ts';

/**
 * Tried again while Redis is away. It never rejects, since the store is connected whatever becomes of
 * this; a visit whose own end is lost is known by the link that it has used up (`completedBy`).
 */
export async function endConnected(
  { links, visits }: { links: Pick<LinkStore, 'completeUse'>; visits: Pick<VisitStore, 'change'> },
  { linkId, visitId, connectionId }: { linkId: string; visitId: string; connectionId: string },
  log: Pick<Logger, 'error'>,
): Promise<void> {
  const written = await Promise.allSettled([
    tryWhileAway(() => links.completeUse(linkId, visitId, connectionId)),
    tryWhileAway(() =>
      visits.change(visitId, { installed: null, end: { status: 'connected', connectionId } }),
    ),
  ]);
  for (const outcome of written)
    if (outcome.status === 'rejected')
      log.error(
        { err: outcome.reason, connectionId, linkId },
        'A link or its visit does not know of its connection.',
      );
}
