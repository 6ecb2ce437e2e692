/** Signs in to the console in a real browser, by a one-time link. */
import type { Page } from 'playwright-core';
import type { Role } from '../../server/users/user.ts';
import type { Connector } from './connector.ts';

/** Makes a user of that role and opens the console as them. */
export async function signInPage(connector: Connector, page: Page, role: Role): Promise<void> {
  const { users } = connector.service.deps;
  const by = { actor: { kind: 'operator' }, address: '' } as const;
  const email = `${role}-in-browser@example.com`;
  const { id } = await users.ensure({ email, name: `Example ${role}`, role }, by);
  const token = await users.makeSignInLink(id);
  connector.keepSecret(token);
  await page.goto(`${connector.publicUrl}/sign-in/link?token=${token}`);
  await page.getByRole('heading', { name: 'Connections', exact: true }).waitFor();
}
