/** Signing in, the first admin, invitations. */
export const signIn = {};
