/** What iClients are called where somebody has to choose one. */
import type { IClient } from './iclient.ts';

/** Their names as `label`; beside a name that several have stands the client ID, which only one has. */
export function withLabels<T extends Pick<IClient, 'name' | 'clientId'>>(
  iclients: readonly T[],
): (T & { label: string })[] {
  const counts = new Map<string, number>();
  for (const { name } of iclients)
    counts.set(likenessOf(name), (counts.get(likenessOf(name)) ?? 0) + 1);
  return iclients.map((iclient) => {
    const { name, clientId } = iclient;
    const isAlone = counts.get(likenessOf(name)) === 1;
    return { ...iclient, label: isAlone ? name : `${name} (${clientId})` };
  });
}

/** The same for names that a reader could not tell apart. */
function likenessOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
