import { mayInstall, type Store, type StoreUser, type World } from '../world.ts';

export type Person = { value: string; store: Store; user: StoreUser };

/** Who may agree to an app, for a choice "sign in as". The value is `hash:userId`. */
export function peopleWhoMayAgree(world: World, storeHash?: string | undefined): Person[] {
  return [...world.stores.values()]
    .filter((store) => storeHash === undefined || store.hash === storeHash)
    .flatMap((store) =>
      store.users
        .filter(mayInstall)
        .map((user) => ({ value: `${store.hash}:${user.id}`, store, user })),
    );
}
