/** What programs are told instead, where the words for people are about pages and apps. */
import type { FailureTexts } from './failures.ts';

const whenItIsBack = 'Send the request again in a minute.';

export const problemTexts: Partial<FailureTexts> = {
  parameter_invalid: (parameter) => ({
    title: 'A parameter is not what this takes',
    happened: `${parameter === undefined ? 'One' : `The parameter “${parameter}”`} is missing, repeated, unknown or malformed. Nothing was changed.`,
    todo: 'Mend it, then send the request again.',
  }),
  payload_missing: {
    title: 'The signed payload is missing',
    happened: 'This address takes BigCommerce’s signed callbacks alone. Nothing was changed.',
    todo: 'Send one signed_payload_jwt in the query.',
  },
  payload_invalid: {
    title: 'The signed payload could not be verified',
    happened:
      'It is meant for another app, or the client secret of the iClient is not the app’s. Nothing was changed.',
    todo: 'Compare the client ID and client secret of the iClient with those of the app in the Developer Portal.',
  },
  payload_expired: {
    title: 'The signed payload is not valid at this time',
    happened: 'It is too old, or the clocks differ. Nothing was changed.',
    todo: 'Compare the clock of this service with the true time.',
  },
  app_not_installed: {
    title: 'The app is not installed on this store',
    happened: 'It never was, or it was uninstalled. Nothing was changed.',
    todo: 'Install the app in the store first.',
  },
  page_not_found: {
    title: 'There is nothing at this address',
    happened: 'It may be mistyped, or what it named was deleted.',
    todo: 'Compare it with the documentation at /api/docs.',
  },
  connection_unknown: {
    title: 'There is no such connection',
    happened: 'It was deleted, or the API key does not reach it. Nothing was changed.',
    todo: 'Take the id of one that GET /api/v1/connections lists, and not its name.',
  },
  app_unknown: {
    title: 'There is no such iClient',
    happened: 'It was deleted meanwhile. Nothing was changed.',
    todo: 'Choose another one.',
  },
  external_id_taken: {
    title: 'Another company has this external ID',
    happened: 'External IDs are unique; “companyId” says whose it is. Nothing was changed.',
    todo: 'Use that company, or give another external ID.',
  },
  link_unknown: {
    title: 'There is no such link',
    happened: 'It was deleted with its company, or it never existed. Nothing was changed.',
    todo: 'Make another one for the company.',
  },
  method_not_allowed: {
    title: 'This address does not accept that method',
    happened: 'Nothing was changed.',
    todo: 'Take one of those that the Allow header names.',
  },
  iclient_in_use: {
    title: 'This iClient is still in use',
    happened:
      'Connections use it, so it was not deleted; “connections” names the first of them and “connectionCount” says how many there are.',
    todo: 'Delete those connections first.',
  },
  company_in_use: {
    title: 'This company still has connections',
    happened: 'So it was not deleted; “connectionIds” names them, a hundred at most.',
    todo: 'Delete those connections first, or give them another company.',
  },
  lends_concurrency: {
    title: 'Other connections borrow from this one',
    happened: 'They share its concurrency, so nothing was deleted; “connectionIds” names them.',
    todo: 'Give those connections a level of their own or another lender, then delete this one.',
  },
  token_refused: {
    title: 'BigCommerce does not accept this access token',
    happened: 'It answered 401 to a call with this token. Nothing was changed.',
    todo: 'Give the token of an API account of this store.',
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce could not be reached',
    happened: 'Nothing was changed.',
    todo: whenItIsBack,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce sent an answer that makes no sense',
    happened: 'Nothing was changed.',
    todo: whenItIsBack,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce took too long to answer',
    happened: 'Nothing was changed.',
    todo: whenItIsBack,
  },
  storage_unavailable: {
    title: 'The service cannot reach its storage',
    happened: 'Nothing that was saved before is lost.',
    todo: `${whenItIsBack} With the same Idempotency-Key it is not carried out twice.`,
  },
  internal_error: {
    title: 'Something went wrong on our side',
    happened: 'It is not your request’s fault.',
    todo: 'Send it again in a minute; if it fails again, report the reference.',
  },
};
