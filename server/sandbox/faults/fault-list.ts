/** Everything that the sandbox gets wrong on purpose, with the words that its page shows. */
type FaultWords = { name: string; words: string };

const none = { name: 'none', words: 'Works as it should.' };

const transportFaults: FaultWords[] = [
  { name: 'slow', words: 'Answers rightly, but only after a delay.' },
  { name: 'hang', words: 'Takes the request and never answers.' },
  { name: 'drip', words: 'Sends one byte a second and never ends.' },
  { name: 'reset', words: 'Cuts the connection without an answer.' },
  { name: '500', words: 'Answers 500 with an error in JSON.' },
  { name: 'html', words: 'Answers 200 with a web page instead of JSON.' },
  { name: 'redirect', words: 'Redirects to an address that remembers whether it was reached.' },
  { name: 'huge', words: 'Sends 300 MB, until the client has had enough.' },
  { name: 'rate_limited', words: 'Answers 429: too many requests.' },
];

export const authorizeFaults: FaultWords[] = [
  none,
  { name: 'no_state', words: 'Does not send the state back.' },
  { name: 'wrong_state', words: 'Sends another state back than it was given.' },
];

export const tokenFaults: FaultWords[] = [
  none,
  { name: 'used_code', words: 'Says that the code was already used.' },
  { name: 'expired_code', words: 'Says that the code is too old.' },
  { name: 'wrong_context', words: 'The answer names another store.' },
  { name: 'wrong_scope', words: 'Grants fewer permissions than the merchant agreed to.' },
  { name: 'old_answer', words: 'Answers as years ago: no owner, no account, user id as text.' },
  ...transportFaults,
];

export const apiFaults: FaultWords[] = [
  none,
  { name: 'unauthorized', words: 'Refuses every token, as if it had died.' },
  { name: 'overloaded', words: 'Answers 429 without rate limit headers: the platform is busy.' },
  ...transportFaults,
];

export const payloadFaults: FaultWords[] = [
  none,
  { name: 'wrong_secret', words: 'Signed with a secret that is not the app’s.' },
  { name: 'clock_ahead', words: 'BigCommerce’s clock is 10 minutes ahead: not valid yet.' },
  { name: 'clock_behind', words: 'BigCommerce’s clock is 25 hours behind: already expired.' },
];
