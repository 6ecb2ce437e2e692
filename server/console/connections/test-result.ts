import { compareScopes, type ScopeFinding } from '../../bigcommerce/compare-scopes.ts';
import { describeScopes } from '../../bigcommerce/scopes.ts';
import type { Language } from '../../language/language.ts';
import type { LiveToken } from './credentials.ts';
import type { FormTexts } from './forms.ts';

/**
 * What the form says of a token that BigCommerce took.
 * @param wanted the scopes that somebody needs; undefined shows whatever was found
 */
export function describeTest(
  { detectedScopes, profile }: LiveToken,
  wanted: string[] | undefined,
  language: Language,
  words: FormTexts,
) {
  const { held, refused } = detectedScopes;
  const labels: Record<ScopeFinding, string> = {
    held: words.result.held,
    read_held: words.result.readHeld,
    refused: words.result.refused,
    unknown: words.result.unknown,
  };
  const describe = (scopes: string[]) =>
    compareScopes(scopes, detectedScopes).map(({ scope, finding }) => ({
      scope,
      words: describeScopes([scope], language)[0]?.permissions[0]?.words ?? scope,
      finding,
      label: labels[finding],
    }));
  const rows = describe(wanted ?? held);
  const missing = rows.filter(({ finding }) => finding === 'refused').length;
  return {
    storeName: profile?.name,
    rows,
    /** Refused, and nobody said that they are needed. */
    others: wanted === undefined ? describe(refused) : [],
    verdict:
      wanted === undefined
        ? undefined
        : missing > 0
          ? words.result.missing(missing)
          : words.result.complete,
    isComplete: wanted === undefined || missing === 0,
  };
}
