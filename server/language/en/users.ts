/** The console's users and their roles. */
import type { FailureTexts } from './failures.ts';
export const users = {
  title: 'Users',
  table: 'People who may sign in',
  columns: {
    name: 'Name',
    email: 'Email',
    role: 'Role',
    lastSignedIn: 'Last signed in',
    actions: 'Actions',
  },
  you: 'you',
  roleOf: (email: string) => `Role of ${email}`,
  changeRole: 'Change role',
  onlyAdmin: 'The only admin stays one. Make somebody else an admin first.',
  delete: 'Delete',
  deleteUser: (email: string) => `Delete ${email}`,
  deleteWarning:
    'They are signed out at once and cannot sign in again. What they did stays in the events.',
  invite: {
    heading: 'Invite somebody',
    submit: 'Make an invitation link',
    roles: 'Role',
    roleHints: {
      admin: 'may do everything, users included',
      builder: 'works with connections',
      viewer: 'reads only',
    },
  },
  invited: {
    heading: 'The invitation is ready',
    text: (email: string) =>
      `Send this link to ${email}. It works once, for seven days, and is shown only now.`,
    link: 'Invitation link',
  },
  signInLink: {
    submit: 'Make a sign-in link',
    heading: 'The sign-in link is ready',
    text: (email: string) =>
      `Send this link to ${email}. It signs them in once, within 15 minutes, and is shown only now.`,
    link: 'Sign-in link',
  },
  waiting: {
    heading: 'Invitations that are waiting',
    columns: {
      email: 'Email',
      role: 'Role',
      invitedBy: 'Invited by',
      until: 'Works until',
      actions: 'Actions',
    },
    operator: 'the command line',
    gone: 'somebody who is no longer a user',
    dead: 'It does not work any more: whoever invited is no longer an admin. Make a new link, or withdraw it.',
    renew: 'New link',
    withdraw: 'Withdraw',
    withdrawWarning: 'The link that was sent stops working at once.',
    withdrawOf: (email: string) => `Withdraw the invitation of ${email}`,
  },
  account: {
    title: 'Your account',
    profile: 'Profile',
    language: 'Language',
    languages: { en: 'English', fr: 'Français' },
    save: 'Save profile',
    password: 'Password',
    setPassword: 'Set a password',
    changePassword: 'Change the password',
    passwordEffect: 'Other browsers in which you are signed in will be signed out.',
    sessions: 'Sessions',
    everywhere: 'Sign out everywhere',
    everywhereEffect: 'Ends your sessions in all browsers, in this one too.',
  },
  fields: {
    email: 'Email',
    name: 'Name',
    role: 'Role',
    language: 'Language',
    current: 'Present password',
    password: 'New password',
    passwordHint: '12 to 200 characters.',
  },
  errors: {
    email: 'Write an email address, such as name@example.com.',
    exists: 'This email has a user already.',
    name: 'Write a name of up to 100 characters.',
    role: 'Choose a role.',
    language: 'Choose a language.',
    current: 'This is not your present password.',
    password: 'Write a password of 12 to 200 characters.',
  },
  notices: {
    changed: 'The role was changed. They have to sign in again.',
    deleted: 'The user was deleted.',
    invitationWithdrawn: 'The invitation was withdrawn. Its link does not work any more.',
    invitationGone:
      'This invitation was not waiting any more: it was used or withdrawn, or has expired.',
    saved: 'Your profile was saved.',
    cameByLink: 'You are signed in. If you forgot your password, set a new one here.',
    passwordChanged: 'Your password was changed. Other browsers are signed out.',
  },
};

/** Signing in, forms and the team. */
export const teamFailures = {
  sign_in_needed: {
    title: 'You are not signed in',
    happened: 'You were signed out, or you were away for a long time. Nothing was changed.',
    todo: 'Sign in, then do it again.',
  },
  role_missing: (role) => ({
    title: 'Your role does not allow this',
    happened: `It takes the role ${role === 'builder' ? 'Builder or Admin' : 'Admin'}. Nothing was changed.`,
    todo: 'Ask an admin of this console to do it, or to give you that role.',
  }),
  form_refused: {
    title: 'This form is not valid any more',
    happened:
      'It was opened before you signed in or out, or it did not come from this console. Nothing was changed.',
    todo: 'Go back, load the page again and send the form again.',
    developer:
      'The Origin header and the form token must be ours. PUBLIC_URL must be the address in the browser.',
  },
  opened_elsewhere: (publicUrl = 'PUBLIC_URL') => ({
    title: 'The console is at another address',
    happened: `This page was opened at an address that is not the service’s own. Forms are taken at ${publicUrl} alone. Nothing was changed.`,
    todo: `Open the console at ${publicUrl}. If that address is gone, as that of a tunnel that has ended, whoever runs the service sets PUBLIC_URL to the present one and starts it again.`,
    developer:
      'The browser’s Origin header has to equal PUBLIC_URL. Until then “npm run --silent admin -- check-callbacks” checks the callback URLs at the command line.',
  }),
  too_many_attempts: (header) =>
    header === 'Authorization'
      ? {
          title: 'Too many wrong API keys',
          happened:
            'Your address sent so many that it has to wait. Keys that work are still taken.',
          todo: 'Look at which key your program sends: it may have been revoked.',
        }
      : {
          title: 'Too many attempts',
          happened: 'The password was wrong too often, so it is not checked for a while.',
          todo: 'Wait 15 minutes and try again. If you forgot your password, ask an admin for help.',
        },
  link_invalid: {
    title: 'This link does not work any more',
    happened: 'It was used already, it is too old, or part of it is missing.',
    todo: 'If you used it, sign in. If not, ask for a new link.',
  },
  last_admin: {
    title: 'This is the only admin',
    happened: 'Without an admin nobody could invite or change users. Nothing was changed.',
    todo: 'Make somebody else an admin first.',
  },
  user_exists: {
    title: 'This email has a user already',
    happened: 'Each email can have one user. Nothing was changed.',
    todo: 'Let them sign in, or change their role in the list of users.',
  },
  user_unknown: {
    title: 'There is no such user',
    happened: 'The user may have been deleted meanwhile.',
    todo: 'Look at the list of users.',
  },
} satisfies Partial<FailureTexts>;
