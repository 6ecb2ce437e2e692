/** Signing in, the first admin, invitations. */
const fields = {
  email: 'Email',
  name: 'Name',
  password: 'Password',
  passwordHint:
    '12 to 200 characters. A few words in a row are easy to remember and hard to guess.',
};

export const signIn = {
  fields,
  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    help: 'No account, or the password forgotten? Ask an admin of this console for a link.',
    wrong: 'The email or the password is wrong.',
  },
  notices: {
    signedOut: 'You are signed out.',
    signedOutEverywhere: 'You are signed out everywhere.',
  },
  firstAdmin: {
    title: 'Make the first admin',
    intro: 'Nobody can sign in yet. The first admin invites the others.',
    submit: 'Make the admin and sign in',
  },
  join: {
    title: 'Join the console',
    intro: (email: string, role: string) => `You were invited as ${email}. Your role: ${role}.`,
    submit: 'Join and sign in',
  },
  link: {
    title: 'Sign in with this link',
    intro: 'The link works once.',
    submit: (who: string) => `Sign in as ${who}`,
  },
  errors: {
    email: 'Write an email address, such as name@example.com.',
    name: 'Write a name of up to 100 characters.',
    password: 'Write a password of 12 to 200 characters.',
    passwordMissing: 'Write your password.',
  },
};
