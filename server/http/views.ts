/** Draws pages from the templates in `views/`; every value is escaped. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

export type Views = {
  /**
   * Draws a page.
   * @param template path below `views/`, without extension, such as `embedded/overview`
   * @throws EtaError when the template is missing or fails
   */
  render(template: string, data: object): string;
};

/** Opens the templates; each is compiled once, at its first use. */
export function createViews(): Views {
  const eta = new Eta({ views: viewsFolder(), cache: true, autoEscape: true });
  return { render: (template, data) => eta.render(template, data) };
}

/** The folder of templates and, in its `public/`, of the files that browsers fetch. */
export function viewsFolder(): string {
  return join(projectFolder(dirname(fileURLToPath(import.meta.url))), 'views');
}

// The code runs from server/ and, once built, from dist/server/: only package.json is in one place.
function projectFolder(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the running code');
  return projectFolder(parent);
}
