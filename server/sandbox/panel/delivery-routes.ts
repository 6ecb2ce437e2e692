/** The deliveries that a store's Apps page lists for developers, and sending one again. */
import { Router } from 'express';
import { sendAgain, wasTaken } from '../deliveries.ts';
import { withNotice } from '../pages/notices.ts';
import { textOf } from '../request-text.ts';
import type { Store, World } from '../world.ts';
import { inPanel } from './panel.ts';

const listed = 20;

export function deliveryRoutes(world: World): Router {
  const router = Router();
  router.post(
    '/manage/:hash/deliveries/:id/again',
    inPanel(world, async ({ store }, req, res, next) => {
      const id = textOf(req.params.id);
      const sent = deliveriesOf(world, store).find((delivery) => delivery.id === id);
      const app = world.apps.get(sent?.clientId ?? '');
      if (!sent || !app) return next();
      const answer = await sendAgain(world, app, sent);
      const done = wasTaken(answer) ? 'sent-again' : 'sent-again-unheard';
      res.redirect(303, withNotice(`/manage/${store.hash}/apps`, done));
    }),
  );
  return router;
}

/** Newest first. One that the app has taken later on need not be sent again. */
export function deliveryRows(world: World, store: Store) {
  const deliveries = deliveriesOf(world, store);
  const taken = new Set(deliveries.filter(wasTaken).map(({ payload }) => payload));
  return deliveries.slice(0, listed).map((delivery) => {
    const app = world.apps.get(delivery.clientId);
    const again = app !== undefined && !taken.has(delivery.payload);
    return { ...delivery, appName: app?.name ?? delivery.clientId, again };
  });
}

function deliveriesOf(world: World, store: Store) {
  return world.deliveries.filter(({ storeHash }) => storeHash === store.hash);
}
