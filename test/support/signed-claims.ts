/** The claims of a payload as BigCommerce signs it, for a store of the tests. */

/** Seconds since 1970. */
export const signedAtS = 1_790_000_000;

export const signedClaims = {
  aud: 'exampleclientid',
  iss: 'bc',
  iat: signedAtS,
  nbf: signedAtS,
  exp: signedAtS + 86_400,
  jti: 'example-jti',
  sub: 'stores/Zx81cAsE',
  user: { id: 4003, email: 'sam@tinycases.example', locale: 'fr-FR' },
  owner: { id: 4001, email: 'mika@tinycases.example' },
  url: '/',
  channel_id: null,
};
