/** The inspector of signed payloads and callback URLs. */

/** What a reason quotes; what it has no use for is empty. */
export type ReasonDetails = { name: string; names: string; value: string; span: string };

export const inspector = {
  heading: 'Inspect a callback',
  field: {
    label: 'Signed payload or callback URL',
    hint: 'A signed_payload_jwt, a signed_payload of the old kind, or the whole address that BigCommerce called. It is looked at once, and neither kept nor logged.',
    empty: 'Paste something first.',
    tooLong: (kilobytes: number) =>
      `It is longer than ${kilobytes} kilobytes. Paste the payload or the address alone.`,
  },
  submit: 'Inspect',
  result: 'Result',
  forms: {
    jwt: 'A signed payload (JWT)',
    legacy: 'A signed payload of the old kind',
    url: 'A callback URL',
    unknown: 'Nothing that could be recognised',
  },
  verdicts: {
    accepted: {
      heading: 'Nothing is wrong with it',
      text: 'As far as can be seen from here, this service takes it.',
    },
    warned: { heading: 'Nothing refuses it', text: 'Some of it is worth a look.' },
    foreign: {
      heading: 'Signed rightly, but not taken here',
      text: 'The callbacks of this service take a signed_payload_jwt alone.',
    },
    refused: { heading: 'It is refused', text: 'The reasons, the decisive one first:' },
  },
  levels: { failure: 'It is refused for this', warning: 'Worth a look' },
  reasons: {
    not_recognised: () => 'It has neither the dots of a payload nor the beginning of an address.',
    parts: ({ value }: ReasonDetails) =>
      `A JWT has three parts with dots between them: header, claims, signature. This one has ${value}.`,
    part_unreadable: ({ names }: ReasonDetails) =>
      `This part is not base64 of a JSON object: ${names}.`,
    unverifiable: () =>
      'Its parts can be read, and yet it is not well-formed: a character is missing or was changed.',
    algorithm: ({ value }: ReasonDetails) => `Its header asks for the algorithm ${value}.`,
    wrong_secret: () =>
      'The signature was made with the client secret of no iClient here, but the payload names this one.',
    signed_by_other: ({ name }: ReasonDetails) =>
      `It was signed with the client secret of the iClient “${name}”.`,
    made_for_other: ({ name }: ReasonDetails) =>
      `Its audience (aud) is the client ID of the iClient “${name}”.`,
    made_for_unknown: ({ value }: ReasonDetails) =>
      `Its audience (aud) is ${value}, and that is no client ID of an iClient here.`,
    missing_claims: ({ names }: ReasonDetails) => `Missing: ${names}.`,
    misshapen_claims: ({ names }: ReasonDetails) => `Not what it should be: ${names}.`,
    placeholder: ({ value }: ReasonDetails) => `It says ${value || 'nothing'}.`,
    store_prefix: ({ value }: ReasonDetails) => `It says ${value}.`,
    expired: ({ span }: ReasonDetails) => `It has been expired for ${span}.`,
    not_yet_valid: ({ span }: ReasonDetails) =>
      `By this service’s clock it will be valid in ${span} (nbf).`,
    issued_in_future: ({ span }: ReasonDetails) =>
      `By this service’s clock it will be issued in ${span} (iat).`,
    legacy: () => 'It carries signed_payload.',
    over_base64: () => 'The signature fits the base64 text, not the JSON inside.',
    not_installed: ({ value }: ReasonDetails) =>
      `No connection of this iClient is to the store ${value}.`,
    http: () => 'It begins with http://.',
    localhost: () => 'Its host is this machine.',
    tunnel: () =>
      'Its host is a tunnel’s, but neither that of PUBLIC_URL nor one of the whitelist.',
    other_address: () => 'It is neither the iClient’s own auth callback URL nor on its whitelist.',
    path_of_other: ({ name }: ReasonDetails) => `The path belongs to the iClient “${name}”.`,
    path_of_nobody: () => 'The path is no callback’s of any iClient here.',
    nothing_brought: () => 'It brings neither a code nor a signed payload.',
    denied: ({ value }: ReasonDetails) => `BigCommerce sent the error ${value} instead of a code.`,
    missing_parameters: ({ names }: ReasonDetails) => `Missing: ${names}.`,
    misshapen_parameters: ({ names }: ReasonDetails) =>
      `Given twice, or not what it should be: ${names}.`,
    missing_scopes: () => 'Its scope lacks some of what this iClient asks for.',
  },
  parts: {
    callback: 'The address',
    address: 'Called',
    kind: 'Callback',
    payload: 'The payload',
    parameters: 'Parameters',
    notShown: (characters: number) => `Not shown (${characters} characters)`,
    header: 'Header',
    claims: 'Claims',
    legacyClaims: 'Contents',
    signature: 'Signature',
    more: (count: number) => `and ${count} more`,
    hidden: 'Not shown',
    notKnown: 'BigCommerce’s documentation does not name it.',
  },
  acted:
    'A callback was carried out with this payload before. Each acts once: whoever brings it again gets in only with the session from that time.',
  signature: {
    own: 'It fits the client secret of this iClient.',
    other: 'It fits the client secret of another iClient.',
    none: 'It fits the client secret of no iClient here.',
    unknown: 'It could not be checked.',
    characters: (count: number) => `${count} characters, not shown.`,
  },
  /** What each part means. */
  meanings: {
    alg: 'How it is signed. BigCommerce uses HS256.',
    typ: 'What the text is.',
    kid: 'Which key signed it. It is not used here.',
    aud: 'For which app: its client ID.',
    iss: 'Who made it: bc, for BigCommerce.',
    iat: 'When it was made.',
    nbf: 'Before this it does not count.',
    exp: 'From then on it does not count, a day after it was made.',
    jti: 'Its own number: a payload acts once.',
    sub: 'About which store, as stores/ and the store hash.',
    'user.id': 'Who opened or changed the app, by number.',
    'user.email': 'Their email address at BigCommerce.',
    'user.locale': 'Their language in the control panel.',
    'owner.id': 'The store’s owner, by number.',
    'owner.email': 'The owner’s email address.',
    url: 'Which page of the app was asked for; / unless a link leads deeper.',
    channel_id: 'The sales channel that the app was opened for, if any.',
    context: 'About which store, as stores/ and the store hash.',
    store_hash: 'The store hash alone.',
    timestamp: 'When it was made.',
    code: 'Works once and for seconds. It is exchanged for the token.',
    scope: 'What BigCommerce grants, as it was accepted.',
    account_uuid: 'The account of the merchant at BigCommerce.',
    state: 'Ties the callback to the browser that started the authorization.',
    error: 'Why BigCommerce sent no code.',
    error_description: 'The same in words.',
    external_install: 'The install began at a button outside the control panel.',
    signed_payload_jwt: 'The signed payload, taken apart on this page.',
    signed_payload: 'The payload of the old kind, taken apart on this page.',
  } as Readonly<Record<string, string>>,
};
