/**
 * callback-tests/ finds out why callbacks of an iClient fail, with four tools: checks/ sends requests of our
 * own to its callback URLs, simulation/ plays a whole install against them, recorder/ keeps what arrives, and
 * inspect/ takes apart what somebody pastes. `background-runs.ts` keeps what the first two found.
 *
 * Here: why callbacks fail in practice, each cause by its name. The inspector, the recorder and the checks of
 * callback URLs name what they see by these; `language/` has the words for each (`callbacks.diagnoses`),
 * and `test/callback-tests/causes/` brings each about.
 *
 * What cannot be seen from here:
 * - A code that comes too late for the first time. The callback does not say when the code was made, and
 *   the words in which BigCommerce refuses it vary: it is `exchange_refused`, whose words name it.
 * - An exchange with a wrong body or content type. The one here is always the same; another program's goes
 *   past this service. `exchange_refused` has the words for it.
 * - A draft app on somebody else's store, and scopes that wait to be accepted, for as long as BigCommerce
 *   keeps the merchant on its own pages: no callback arrives. Seen is the error that it sends, or what a
 *   merchant and a token leave out.
 * - What the browser does with the page in the frame. The check sees what would keep it out, and the
 *   page after a load that the cookie did not come.
 */
import { automaticScopes, missingScopes } from '../bigcommerce/scopes.ts';
import type { ErrorCode } from '../errors.ts';
import type { CallbackKind } from '../iclients/callback-urls.ts';
import { diagnoseAddress } from './diagnose-address.ts';

export const diagnoses = [
  // The address that was called
  'opened_by_hand',
  'not_https',
  'localhost',
  'old_tunnel',
  'redirect_uri_differs',
  'path_unknown',
  'parameter_misshapen',
  // Auth callbacks
  'consent_denied',
  'draft_app_other_owner',
  'scopes_not_accepted',
  'context_not_substituted',
  'store_prefix_in_hash',
  'exchange_refused',
  'code_used_or_late',
  'other_browser',
  // Signed payloads
  'wrong_secret',
  'other_app',
  'payload_expired',
  'clock_skew',
  'payload_damaged',
  'wrong_algorithm',
  'claims_misshapen',
  'legacy_payload',
  'legacy_hmac_over_base64',
  'not_installed',
  'user_removed',
  // The page in the control panel
  'refuses_framing',
  'third_party_cookie',
] as const;
export type Diagnosis = (typeof diagnoses)[number];

export type CallbackFacts = {
  kind: CallbackKind;
  /** Its query parameters, of which only harmless ones are read; one that is there without its value may be ''. */
  parameters: Readonly<Partial<Record<string, string>>>;
  /** How it was refused; nothing when it was taken. */
  errorCode?: ErrorCode | undefined;
  /** Scheme, host and path at which it arrived. */
  arrivedAt?: string | undefined;
  /** The auth callback URLs that are sent to BigCommerce for the iClient. */
  redirectUris?: readonly string[] | undefined;
  /** What the app asks for. */
  configuredScopes?: readonly string[] | undefined;
  /** What the token of an install that was taken holds. */
  grantedScopes?: readonly string[] | undefined;
  /** Somebody came with the same code before. */
  codeCameBefore?: boolean | undefined;
  /** What `inspect.ts` found wrong with the signed payload, where somebody asked it. */
  payload?: Diagnosis | undefined;
};

/** The cause of what happened to a callback, or undefined where nothing is wrong or nothing can be told. */
export function diagnoseCallback(facts: CallbackFacts): Diagnosis | undefined {
  return facts.kind === 'auth' ? diagnoseAuth(facts) : diagnoseSigned(facts);
}

function diagnoseAuth(facts: CallbackFacts): Diagnosis | undefined {
  const { parameters, errorCode } = facts;
  if (errorCode === undefined) return missesScopes(facts);
  switch (errorCode) {
    case 'callback_without_code':
      return diagnoseWithoutCode(parameters);
    case 'consent_denied':
    case 'authorization_failed':
      return deniedBy(parameters.error);
    case 'parameter_invalid':
      return diagnoseContext(parameters.context) ?? 'parameter_misshapen';
    case 'code_refused':
      return diagnoseRefusedCode(facts);
    case 'install_interrupted':
      return 'code_used_or_late';
    case 'state_unknown':
    case 'other_browser':
    case 'authorization_expired':
      return 'other_browser';
    case 'app_unknown':
      return 'path_unknown';
    case 'page_not_found':
      return 'redirect_uri_differs';
    default:
      return undefined;
  }
}

/** Why an auth callback has no code: something on the way lost it, or nobody ever sent one. */
export function diagnoseWithoutCode({
  context,
  scope,
  state,
}: CallbackFacts['parameters']): Diagnosis {
  const isBare = context === undefined && scope === undefined && state === undefined;
  return diagnoseContext(context) ?? (isBare ? 'opened_by_hand' : 'parameter_misshapen');
}

function diagnoseSigned({ parameters, errorCode, payload }: CallbackFacts): Diagnosis | undefined {
  switch (errorCode) {
    case 'payload_missing':
      return parameters.signed_payload === undefined ? 'opened_by_hand' : 'legacy_payload';
    case 'payload_invalid':
    case 'payload_expired':
      return payload;
    case 'parameter_invalid':
      return 'parameter_misshapen';
    case 'app_not_installed':
      return 'not_installed';
    case 'user_removed':
      return 'user_removed';
    case 'app_unknown':
    case 'page_not_found':
      return 'path_unknown';
    default:
      return undefined;
  }
}

/** What is wrong with the `context` of an auth callback or the `sub` of a payload, where it says so itself. */
export function diagnoseContext(context: string | undefined): Diagnosis | undefined {
  if (context === undefined) return undefined;
  if (/^stores\/store-/i.test(context) || /^store-/i.test(context)) return 'store_prefix_in_hash';
  const hash = context.replace(/^stores(\/|$)/, '');
  const isPlaceholder = hash === '' || placeholder.test(hash);
  return isPlaceholder ? 'context_not_substituted' : undefined;
}

const placeholder = /[{}<>$%:[\]]|^(undefined|null|none|(your[_-]?)?(store[_-]?)?(hash|id))$/i;

/** BigCommerce compares the redirect_uri character for character; a refused code may be about that. */
function diagnoseRefusedCode(facts: CallbackFacts): Diagnosis {
  const { parameters, arrivedAt, redirectUris = [], codeCameBefore } = facts;
  if (codeCameBefore) return 'code_used_or_late';
  // Such as stores/undefined, which could be a store until BigCommerce says that it is none.
  const ofContext = diagnoseContext(parameters.context);
  if (ofContext !== undefined) return ofContext;
  // One with a state was sent to the address that is exchanged with it, however proxies name that.
  const isAnnounced = parameters.state !== undefined;
  const elsewhere = arrivedAt !== undefined && !isAnnounced && !redirectUris.includes(arrivedAt);
  return (elsewhere && diagnoseAddress(arrivedAt, redirectUris)) || 'exchange_refused';
}

// Source: RFC 6749, 4.1.2.1.
function deniedBy(error: string | undefined): Diagnosis | undefined {
  switch (error) {
    case 'access_denied':
      return 'consent_denied';
    case 'unauthorized_client':
      return 'draft_app_other_owner';
    case 'invalid_scope':
      return 'scopes_not_accepted';
    case 'invalid_request':
    case 'redirect_uri_mismatch':
      return 'redirect_uri_differs';
    default:
      return undefined;
  }
}

/** The token counts where there is one; what the merchant accepted is in the callback's own scope. */
function missesScopes({
  parameters: { scope },
  configuredScopes = [],
  grantedScopes = scope?.split(/[\s+]+/),
}: CallbackFacts): Diagnosis | undefined {
  if (grantedScopes === undefined) return undefined;
  const wanted = configuredScopes.filter((scope) => !automaticScopes.includes(scope));
  return missingScopes(wanted, [...grantedScopes]).length > 0 ? 'scopes_not_accepted' : undefined;
}
