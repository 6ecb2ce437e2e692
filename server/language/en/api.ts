/** Failures that only programs meet, and people who follow a link that a program made. */
import type { Failure } from './failures.ts';

export const apiFailures = {
  authorization_link_invalid: {
    title: 'This link does not work any more',
    happened: 'It was used already, it is older than ten minutes, or part of it is missing.',
    todo: 'Go back to where you got it and ask for a new one.',
  },
  opened_ahead: {
    title: 'This link was not opened yet',
    happened: 'It works once, and the browser only fetched it ahead. It is not used up.',
    todo: 'Open the link.',
  },
  body_invalid: {
    title: 'The body is not what this takes',
    happened: 'Each of “errors” names a field and what to do about it. Nothing was changed.',
    todo: 'Mend them all, then send the request again.',
  },
  query_invalid: {
    title: 'The query is not what this takes',
    happened: 'Each of “errors” names a parameter and what to do about it.',
    todo: 'Mend them all, then send the request again.',
  },
  media_type_unsupported: {
    title: 'The body is not JSON',
    happened: 'Nothing was changed.',
    todo: 'Send JSON in UTF-8, with the header “Content-Type: application/json”.',
  },
  body_too_large: {
    title: 'The body is too large',
    happened: 'It has more than 256 kB, so it was not read.',
    todo: 'Send a smaller one.',
  },
  idempotency_key_invalid: {
    title: 'The Idempotency-Key cannot be one',
    happened: 'Nothing was changed.',
    todo: 'Give it 1 to 255 visible ASCII characters, such as a UUID.',
  },
  idempotency_mismatch: {
    title: 'This Idempotency-Key belongs to another request',
    happened: 'It came before with another address or another body. Nothing was changed.',
    todo: 'Take a new key for each new request; send the same body when you repeat one.',
  },
  idempotency_in_progress: {
    title: 'The first request with this Idempotency-Key is still under way',
    happened: 'This one was not carried out.',
    todo: 'Send it again after the seconds that Retry-After tells: the answer will be that of the first.',
  },
  key_limited: {
    title: 'The API key is limited to certain connections',
    happened: 'This is about more than those, so nothing was changed.',
    todo: 'Ask an admin for a key that reaches all connections.',
  },
  endpoint_unknown: {
    title: 'There is no such endpoint',
    happened: 'The API has nothing at this address.',
    todo: 'Compare it with /api/docs.',
  },
  no_token: {
    title: 'The connection holds no token',
    happened: 'It was never authorized, or it was disconnected or uninstalled.',
    todo: 'Authorize it, or give it new credentials.',
  },
  nothing_to_authorize: {
    title: 'There is nothing to authorize',
    happened: 'The connection is one of an API account: its credentials are all that it needs.',
    todo: 'Give it new credentials instead.',
  },
  return_url_refused: {
    title: 'Nobody may be sent to this return URL',
    happened:
      'Its host is neither one of RETURN_HOSTS nor one of the settings, or it is no https URL. Nothing was changed.',
    todo: 'Take an https URL at one of those hosts, without a user name; http works on localhost alone.',
  },
} satisfies Record<string, Failure>;
