/** What people are told of an authorization: in the window that comes back from BigCommerce, and to the page that opened it. */
import type { Authorization } from '../authorizations/authorization.ts';
import { type Language, textsFor } from '../language/language.ts';

export type DescribedAuthorization = {
  id: string;
  status: Authorization['status'];
  connectionId: string | undefined;
  storeHash: string;
  title: string;
  happened: string;
  todo: string;
  /** For the developer: a technical line and the error's code; empty when nothing failed. */
  developer: string[];
  missingScopes: string[];
};

export function describeAuthorization(
  authorization: Authorization,
  language: Language,
): DescribedAuthorization {
  const { id, status, connectionId, storeHash } = authorization;
  const { developer, ...words } = wordsFor(authorization, language);
  const { code } = textsFor(language).authorize;
  return {
    id,
    status,
    connectionId,
    storeHash,
    ...words,
    developer: [
      ...(developer === undefined ? [] : [developer]),
      ...(authorization.status === 'failed' ? [code(authorization.code)] : []),
    ],
    missingScopes: authorization.status === 'done' ? authorization.missingScopes : [],
  };
}

type Words = { title: string; happened: string; todo: string; developer?: string };

function wordsFor(authorization: Authorization, language: Language): Words {
  const texts = textsFor(language).authorize;
  const { storeHash } = authorization;
  if (authorization.status === 'waiting') return texts.waiting;
  if (authorization.status === 'exchanging') return texts.exchanging;
  if (authorization.status === 'done') {
    const { length } = authorization.missingScopes;
    return length === 0 ? texts.done(storeHash) : texts.doneWithout(storeHash, length);
  }
  if (authorization.otherStore !== undefined)
    return texts.storeMismatch(storeHash, authorization.otherStore);
  return texts.failed[authorization.code] ?? texts.failedOtherwise;
}
