import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

/** Draws the templates of views/example-builder; `template` has no extension. */
export function createViews() {
  const eta = new Eta({ views: viewsFolder(), cache: true });
  return { render: (template: string, data: object) => eta.render(`/${template}`, data) };
}

/** Styles and scripts, served as they are. */
export function publicFolder(): string {
  return path.join(viewsFolder(), 'public');
}

/** Found from the package's root, because compiled code runs one folder deeper. */
function viewsFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('No package.json above the example builder');
    folder = parent;
  }
  return path.join(folder, 'views', 'example-builder');
}
