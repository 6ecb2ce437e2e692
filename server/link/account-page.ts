/** What the page of an API account shows; never a secret. */
import { type PanelPermission, panelPermissions } from '../bigcommerce/panel-permissions.ts';
import { describeScopes } from '../bigcommerce/scopes.ts';
import type { ErrorCode } from '../errors.ts';
import type { FieldError } from '../http/form-fields.ts';
import type { Language } from '../language/language.ts';
import type { TypedToken } from '../links/visits.ts';
import { scopesOf, type Visiting } from './open-visit.ts';

/** What is wrong with no field of the form. */
export type AccountProblem = 'untested' | 'too_often' | 'has_app' | 'not_connected';

/** With what it allows, in words, where these are known. */
export type ShownPermission = PanelPermission & { words: string | undefined };

export type AccountPage = {
  /** To set when the API account is made. */
  permissions: ShownPermission[];
  /** Whose API account is kept for another test, and what its latest test found missing. */
  kept: { storeHash: string; missing: ShownPermission[] } | undefined;
  store: string;
  errors: FieldError[];
  problem: AccountProblem | undefined;
  /** What the builder's page is told when the merchant gives up here. */
  failed: ErrorCode | undefined;
  /** The fields are shown, and not only the file. */
  typing: boolean;
  /** The link offers the app, too. */
  mayChoose: boolean;
};

const codes: Record<AccountProblem, ErrorCode | undefined> = {
  untested: 'bigcommerce_unreachable',
  too_often: 'too_many_attempts',
  has_app: undefined,
  not_connected: 'store_not_connected',
};

function codeOfKept({ missing = [] }: TypedToken): ErrorCode {
  return missing.length > 0 ? 'scopes_missing' : 'bigcommerce_unreachable';
}

export function accountPage(
  visiting: Pick<Visiting, 'link' | 'iclient' | 'language'>,
  {
    store,
    kept,
    errors = [],
    problem,
    failed,
  }: {
    store: string;
    kept?: TypedToken | undefined;
    errors?: FieldError[];
    problem?: AccountProblem | undefined;
    failed?: ErrorCode | undefined;
  },
): AccountPage {
  const { language } = visiting;
  return {
    permissions: shown(scopesOf(visiting), language),
    kept: kept && { storeHash: kept.storeHash, missing: shown(kept.missing ?? [], language) },
    store,
    errors,
    problem,
    failed: failed ?? (problem ? codes[problem] : kept && codeOfKept(kept)),
    typing: store !== '' || errors.some(({ name }) => name !== 'credentials'),
    mayChoose: visiting.link.ways.length > 1,
  };
}

function shown(scopes: string[], language: Language): ShownPermission[] {
  return panelPermissions(scopes).map((permission) => ({
    ...permission,
    words: wordsOf(permission.scope, language),
  }));
}

function wordsOf(scope: string, language: Language): string | undefined {
  const words = describeScopes([scope], language)[0]?.permissions[0]?.words;
  return words === scope ? undefined : words;
}
