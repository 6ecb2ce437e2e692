import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import { type Arguments, WrongUse } from './command.ts';

/** Commands that test callbacks end so when they are called wrongly, since 1 says that something failed. */
const wrongUse = 2;

/**
 * The iClient that `--iclient` names by its slug, where nothing else was typed.
 * @throws WrongUse, which ends the process with 2
 */
export async function namedIClient(
  { options: { iclient: slug }, more }: Arguments,
  iclients: Pick<IClientStore, 'findBySlug'>,
): Promise<IClient> {
  if (slug === undefined || more.length > 0)
    throw new WrongUse('--iclient is missing or wrong.', wrongUse);
  const iclient = await iclients.findBySlug(slug);
  if (!iclient) throw new WrongUse(`No iClient has the slug ${slug}.`, wrongUse);
  return iclient;
}
