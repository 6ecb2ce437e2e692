/** GET / says what answers here, to whoever opens the service's address by hand. */
import { Router } from 'express';
import type { Views } from '../http/views.ts';
import { languageFromHeader, textsFor } from '../language/language.ts';

export function homeRoutes({ views }: { views: Views }): Router {
  const router = Router();
  router.get('/', (req, res) => {
    const language = languageFromHeader(req.get('Accept-Language'));
    res.type('html').send(views.render('home/home', { language, texts: textsFor(language) }));
  });
  return router;
}
