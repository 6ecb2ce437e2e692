/** What an inspection tells: plain data, for pages to put into words. */
import type { CallbackKind } from '../../iclients/callback-urls.ts';
import type { Diagnosis } from '../diagnoses.ts';

/** The exact reason of a finding; `language/` has a sentence for each (`callbacks.inspector.reasons`). */
export type Reason =
  | 'not_recognised'
  | 'parts'
  | 'part_unreadable'
  | 'unverifiable'
  | 'algorithm'
  | 'wrong_secret'
  | 'signed_by_other'
  | 'made_for_other'
  | 'made_for_unknown'
  | 'missing_claims'
  | 'misshapen_claims'
  | 'placeholder'
  | 'store_prefix'
  | 'expired'
  | 'not_yet_valid'
  | 'issued_in_future'
  | 'legacy'
  | 'over_base64'
  | 'not_installed'
  | 'http'
  | 'localhost'
  | 'tunnel'
  | 'other_address'
  | 'path_of_other'
  | 'path_of_nobody'
  | 'nothing_brought'
  | 'denied'
  | 'missing_parameters'
  | 'misshapen_parameters'
  | 'missing_scopes';

export type Finding = {
  diagnosis: Diagnosis;
  reason: Reason;
  /** A failure is why the callback is refused; a warning is worth knowing. */
  level: 'failure' | 'warning';
  /** The iClient that the reason names. */
  iclient?: { id: string; name: string };
  /** What the reason quotes: an algorithm, a client ID, a context. */
  value?: string;
  /** Claims, parameters or scopes. */
  names?: string[];
  /** How far a time is off, by this service's clock. */
  seconds?: number;
};

export type Claim = {
  /** With a dot below an object, such as `user.email`. */
  name: string;
  /** Undefined where it must not be shown. */
  value: string | undefined;
  /** Milliseconds since 1970, of claims that are times. */
  at?: number;
};

export type InspectedPayload = {
  form: 'jwt' | 'legacy';
  header: Claim[];
  claims: Claim[];
  signature: {
    /** How long it is as it was pasted. */
    characters: number;
    fits: 'own' | 'other' | 'none' | 'unknown';
  };
  /** Of one that the callbacks take: by which it is known once it has acted. */
  digest?: string;
};

export type InspectedCallback = {
  kind: CallbackKind | undefined;
  /** Scheme, host and path; the path of no callback is left out. */
  address: string;
  /** Without its value where that could be secret. */
  parameters: { name: string; value: string | undefined; characters: number }[];
  /** How many others there were. */
  moreParameters: number;
};

export type Inspection = {
  form: 'jwt' | 'legacy' | 'url' | 'unknown';
  callback?: InspectedCallback;
  payload?: InspectedPayload;
  /** The decisive one first. */
  findings: Finding[];
};
