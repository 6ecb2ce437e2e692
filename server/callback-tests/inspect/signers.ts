/** Whose client secret signed something: the iClient's own, another one's, or nobody's here. */
import type { IClient } from '../../iclients/iclient.ts';
import type { IClientStore } from '../../iclients/store.ts';

export type Signer =
  | { fits: 'own' }
  | { fits: 'other'; iclient: { id: string; name: string } }
  | { fits: 'none' };

/**
 * @param isSignedWith whether a client secret made the signature
 * @throws VaultError when the iClient's own secret does not open; that of another one is left out
 */
export async function findSigner(
  iclients: Pick<IClientStore, 'list' | 'clientSecret'>,
  iclient: IClient,
  isSignedWith: (clientSecret: string) => boolean | Promise<boolean>,
): Promise<Signer> {
  if (await isSignedWith(await iclients.clientSecret(iclient.id))) return { fits: 'own' };
  for (const { id, name } of await iclients.list()) {
    if (id === iclient.id) continue;
    const secret = await iclients.clientSecret(id).catch(() => undefined);
    if (secret !== undefined && (await isSignedWith(secret)))
      return { fits: 'other', iclient: { id, name } };
  }
  return { fits: 'none' };
}
