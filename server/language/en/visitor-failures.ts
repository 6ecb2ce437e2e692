/** What the pages of a link say instead, where the other words send people to Apps or to the console. */
import type { FailureTexts } from './failures.ts';

const openAgain = 'Open the link again from the message that you got.';
const tryAgain = 'Go back one page and try again.';
const waitAndTry = 'Wait a minute, then go back one page and try again.';
const nothing = 'Nothing was connected.';

export const visitorFailures = {
  parameter_invalid: {
    title: 'Something about this address or form is wrong',
    happened: `Part of it is missing or is not what we expect. ${nothing}`,
    todo: openAgain,
  },
  form_refused: {
    title: 'We could not accept this form',
    happened:
      'The page may have been open for too long, or in another window. Nothing was changed.',
    todo: 'Go back one page, load it again and repeat what you did.',
  },
  opened_elsewhere: (publicUrl = 'PUBLIC_URL') => ({
    title: 'This page is at another address',
    happened: `It was opened at an address that is not its own, which begins with ${publicUrl}. Nothing was changed.`,
    todo: openAgain,
  }),
  page_not_found: {
    title: 'There is no such page',
    happened: 'The address may be incomplete or mistyped.',
    todo: openAgain,
  },
  method_not_allowed: {
    title: 'That does not work here',
    happened: 'This address does not accept that kind of request. Nothing was changed.',
    todo: openAgain,
  },
  opened_ahead: {
    title: 'The link was opened ahead of time',
    happened: 'Your browser opened it before you did, and we let that pass.',
    todo: openAgain,
  },
  app_unknown: {
    title: 'This link no longer works',
    happened: 'What it was made for is no longer set up here.',
    todo: 'Ask for a new link.',
  },
  too_many_attempts: {
    title: 'Too many attempts in a short time',
    happened: 'To keep your store safe, further attempts have to wait a while.',
    todo: waitAndTry,
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce is not answering',
    happened: `BigCommerce could not be reached. ${nothing}`,
    todo: waitAndTry,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce had a problem',
    happened: `BigCommerce could not do it now. ${nothing}`,
    todo: waitAndTry,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce took too long to answer',
    happened: `We waited for BigCommerce, and then gave up. ${nothing}`,
    todo: waitAndTry,
  },
  storage_unavailable: {
    title: 'We cannot go on at the moment',
    happened: 'Our saved data cannot be reached right now. Nothing that you did before is lost.',
    todo: waitAndTry,
  },
  internal_error: {
    title: 'Something went wrong on our side',
    happened: 'It is our fault, not yours.',
    todo: tryAgain,
  },
} satisfies Partial<FailureTexts>;
