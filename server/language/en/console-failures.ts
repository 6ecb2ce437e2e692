/** What the console says instead, where the other words are for merchants and about Apps in BigCommerce. */
import type { FailureTexts } from './failures.ts';

/** A browser that reloads the answer to a form sends the form again. */
const reload = 'Wait a minute and reload this page: what you sent is sent again.';
const reference = 'If it happens again, give the reference to the people who run this service.';

export const consoleFailures = {
  link_unknown: {
    title: 'There is no such link',
    happened: 'It was deleted with its company, or it never existed. Nothing was changed.',
    todo: 'Look for it on the page of its company.',
  },
  parameter_invalid: (parameter: string | undefined) => ({
    title: 'This address or form is not as it should be',
    happened: 'Part of it is missing, repeated or not one of the choices. Nothing was changed.',
    todo: 'Go back, load the page again and choose anew.',
    ...(parameter === undefined
      ? {}
      : { developer: `The parameter “${parameter}” is missing, repeated or malformed.` }),
  }),
  bigcommerce_unreachable: {
    title: 'BigCommerce is not answering',
    happened: 'BigCommerce could not be reached. Nothing was saved.',
    todo: reload,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce had a problem',
    happened:
      'BigCommerce could not do it now, or sent an answer that we did not understand. Nothing was saved.',
    todo: `${reload} ${reference}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce took too long to answer',
    happened: 'We waited for BigCommerce, and then gave up. Nothing was saved.',
    todo: reload,
  },
  app_unknown: {
    title: 'There is no such iClient',
    happened: 'It was deleted meanwhile. Nothing was changed.',
    todo: 'Choose another one, or add it again.',
  },
  sign_in_needed: {
    title: 'You are signed out',
    happened: 'Your session has ended, so this was not done. Nothing was changed.',
    todo: 'Sign in in another tab, then reload this page and agree to send the form once more: what you typed is kept.',
  },
  page_not_found: {
    title: 'There is no such page',
    happened: 'The address may be mistyped, or what it showed was deleted.',
    todo: 'Open the console and look for it there.',
  },
  method_not_allowed: {
    title: 'That does not work here',
    happened: 'This address does not accept that kind of request. Nothing was changed.',
    todo: 'Open the console and start from its pages.',
  },
  storage_unavailable: {
    title: 'The console is temporarily unavailable',
    happened: 'It cannot reach its saved data right now. Nothing that was saved before is lost.',
    todo: reload,
    developer: 'Redis does not answer, or does not accept changes.',
  },
  internal_error: {
    title: 'Something went wrong on our side',
    happened: 'It is our fault, not yours.',
    todo: `Look whether what you wanted was done, and try again if it was not. ${reference}`,
  },
} satisfies Partial<FailureTexts>;
