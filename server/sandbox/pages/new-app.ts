/** Reads the form that registers an app, and makes up the credentials. */
import { z } from 'zod';
import { randomId, randomSecret } from '../random-ids.ts';
import type { SandboxApp } from '../world.ts';

const callback = z.url({
  protocol: /^https?$/,
  error: 'Enter a complete address that starts with http:// or https://.',
});
const newAppForm = z.object({
  name: z
    .string('Give the app a name.')
    .trim()
    .min(1, 'Give the app a name.')
    .max(100, 'A name has at most 100 letters.'),
  auth: callback,
  load: callback,
  uninstall: callback,
  removeUser: callback,
});

/** The app, or for each wrong field the words that stand at it. */
export function newApp(
  input: unknown,
  scopes: string[],
): { app?: SandboxApp; errors: Record<string, string> } {
  const form = newAppForm.safeParse(input ?? {});
  if (!form.success) {
    const errors = form.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { errors: Object.fromEntries(errors) };
  }
  const { name, ...callbacks } = form.data;
  const credentials = { clientId: randomId(), clientSecret: randomSecret() };
  return { app: { ...credentials, name, scopes, callbacks }, errors: {} };
}
