/**
 * The script with which a builder's page opens the picker, as other sites load it: classic
 * (`/picker.js`), as a module (`/picker.mjs`), and its types (`/picker.d.ts`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { viewsFolder } from '../http/views.ts';

const files = {
  '/picker.js': 'text/javascript; charset=utf-8',
  '/picker.mjs': 'text/javascript; charset=utf-8',
  '/picker.d.ts': 'text/plain; charset=utf-8',
} as const;

export function clientFiles(): Router {
  const router = Router({ strict: true, caseSensitive: true });
  for (const [path, type] of Object.entries(files)) {
    const text = readFileSync(join(viewsFolder(), 'picker', 'client', path));
    router.get(path, (_req, res) => {
      res
        .set({
          'Content-Type': type,
          'Cache-Control': 'public, max-age=300',
          'Cross-Origin-Resource-Policy': 'cross-origin',
          // Modules of other sites are loaded with CORS alone.
          'Access-Control-Allow-Origin': '*',
        })
        .send(text);
    });
  }
  return router;
}
