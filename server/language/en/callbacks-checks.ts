/** Checks of callback URLs: what is looked at, what came of it, and what to do about it. */
import type { FailureTexts } from './failures.ts';

const cannotTell = 'Nothing can be told until the failed checks of this address are mended.';
export const proxyMustHandOn =
  'Have what stands in front of the service hand requests and answers on as they are.';

export const checks = {
  heading: 'Checks of the callback URLs',
  when: 'The app keeps loading and nothing happens (spins forever)? Begin here: the address may be wrong, out of reach, or kept out of the control panel.',
  text: 'Sends one request of our own to each callback URL and each whitelist entry, and sees whether it arrives here unchanged.',
  start: 'Check the callback URLs',
  again: 'Check again',
  latest: 'The latest checks',
  open: 'Open the result',
  underWay: 'The checks are under way',
  underWayText: 'It takes a few seconds, and up to half a minute where addresses do not answer.',
  reload: 'Load the page again',
  finished: (when: string) => `Checked on ${when}`,
  fromWhitelist: 'Whitelist entry',
  waiting: 'Not checked yet',
  againAt: (when: string) => `Checks begin fifteen seconds apart: the next at ${when} UTC.`,
  verdicts: { ok: 'Fine', warning: 'Warning', failed: 'Failed', not_run: 'Not run' },
  summary: {
    ok: {
      heading: 'All callback URLs are fine',
      text: 'Our requests came back as they went out.',
    },
    warning: {
      heading: 'The callback URLs work, with warnings',
      text: 'Read the warnings below: some callbacks may not arrive.',
    },
    arriving: {
      heading: 'Every callback arrives, with warnings',
      text: 'Read the warnings below: they say what can go wrong all the same, or later.',
    },
    failed: {
      heading: 'Callbacks cannot arrive as they are',
      text: 'What failed is below, with what to do about it.',
    },
    unfinished: {
      heading: 'The checks were not finished',
      text: 'Check again. What was found until they were cut off is below.',
    },
    entries: {
      heading: 'The callback URLs work, but not every whitelist entry',
      text: (urls: string) => `None of the app’s own addresses failed. These did: ${urls}`,
    },
  },
  names: {
    well_formed: 'Well-formed',
    https: 'HTTPS',
    public_name: 'Public address',
    dns: 'Host name',
    certificate: 'Certificate',
    redirect_uri: 'Redirect URI',
    round_trip: 'Round trip',
    frame: 'Shown in the control panel',
    cookie: 'Session in the control panel',
  },
  reasons: {
    well_formed: () => 'It is a complete address.',
    malformed: () => 'It is not a complete address that could be a callback URL.',
    other_spelling: (spelled: string) =>
      `Browsers and BigCommerce write it differently, as ${spelled}, so it never equals what is registered.`,
    is_https: () => 'It is https.',
    http_on_this_machine: () => 'It is http, which is possible on this machine only.',
    not_https: () => 'It is http.',
    public_address: (addresses: string) => `It is at a public address: ${addresses}.`,
    this_machine_for_browsers: () =>
      'It is on this machine: callbacks arrive while the browser runs on the same machine.',
    this_machine_for_servers: () =>
      'It is on this machine: BigCommerce’s servers, which send this callback, cannot reach it.',
    private_from_here: (addresses: string) =>
      `From here it is at a private address: ${addresses}. BigCommerce’s servers cannot reach that one.`,
    private_address: (addresses: string) =>
      `It is at a private address, or on the machine of this service: ${addresses}. Nothing was sent there.`,
    address_forbidden: (addresses: string) =>
      `It leads to an address to which nothing may be sent: ${addresses}. Nothing public can be there, or the operator forbids it.`,
    resolved: (addresses: string) => `The name leads to ${addresses}.`,
    is_an_address: () => 'It is an IP address; there is no name to look up.',
    name_unknown: (host: string) => `Nobody knows the host ${host}.`,
    tunnel_unknown: (host: string) =>
      `Nobody knows the host ${host}: this tunnel is not there any more.`,
    lookup_failed: (host: string) => `The name servers gave no answer for ${host}.`,
    certificate_valid: (until: string) => `It is valid, until ${until}.`,
    certificate_ends_soon: (until: string) => `It is valid, but expires soon: ${until}.`,
    certificate_expired: (since: string) => `It expired on ${since}.`,
    certificate_not_yet_valid: () => 'It is not valid yet.',
    certificate_self_signed: () =>
      'It is self-signed, or signed by an authority that nobody trusts.',
    certificate_other_name: () => 'It is for another host.',
    certificate_chain_incomplete: () =>
      'The server does not send the certificates between its own and a known authority.',
    certificate_untrusted: () => 'Browsers do not trust it.',
    tls_failed: () => 'No encrypted connection could be made.',
    sent_as_it_is: () =>
      'Installs that begin at BigCommerce send exactly this address as redirect_uri. What is registered in the Developer Portal cannot be seen from here: compare it there, character for character.',
    sent_when_chosen: (own: string) =>
      `It is sent as redirect_uri, character for character, by authorizations that choose it. Installs that begin at BigCommerce send ${own}, wherever they arrive, so register that one too.`,
    came_back: () => 'Our request came back as it went out.',
    came_back_by_proxy: (headers: string) =>
      `Our request came back as it went out, by way of a proxy or tunnel (${headers}).`,
    came_back_for_other_host: (host: string) =>
      `Our request came back. Something on the way asks for the host ${host} instead, which does no harm: PUBLIC_URL makes every address.`,
    connection_refused: () => 'Nothing listens at this address.',
    unreachable: () => 'No network leads to this address.',
    timed_out: () => 'There was no answer within five seconds.',
    connection_cut: () => 'The connection was cut before there was an answer.',
    not_http: () => 'What answered does not speak HTTP.',
    redirected: (where: string) =>
      `It is redirected to ${where}. Browsers follow; BigCommerce’s servers may not.`,
    redirect_loses_query: (where: string) =>
      `It is redirected to ${where} without its query, so the code or payload is lost.`,
    answered_elsewhere: (status: string) =>
      `Something else answered, with status ${status}: our request did not come in here.`,
    tunnel_gone: () => 'The tunnel answers, but does not lead here any more.',
    tunnel_page_first: () => 'The tunnel shows browsers a page of its own before it lets them in.',
    other_path: (path: string) => `Our request came in at another path: ${path}.`,
    query_and_headers_lost: () =>
      'Our request came in here, but without its query and its headers; a code or payload would be lost, too.',
    query_lost: () =>
      'Our request came in without its query; a code or payload would be lost, too.',
    query_changed: () => 'Our request came in with its query changed.',
    query_written_differently: () =>
      'Our request came in with its query written in another way (such as + for %20), which means the same. This service reads both; a program that compares queries as text would not.',
    answer_replaced: (status: string) =>
      `Our request came in. Its answer was replaced on the way back, by one with status ${status}.`,
    body_rewritten: () =>
      'Our request came in. The page that it got was rewritten on the way back (minified, or added to): callbacks work, but scripts that are put in do not run, and pages may look broken.',
    may_be_framed: () => 'The control panel may show it.',
    frame_options_added: (value: string) =>
      `The control panel may show it. X-Frame-Options: ${value} was added on the way: today’s browsers obey frame-ancestors instead, very old ones leave the frame empty.`,
    frame_refused: (what: string) => `The control panel may not show it (${what}).`,
    frame_policy_lost: () =>
      'The control panel may show it, and so may everybody: Content-Security-Policy was taken away on the way.',
    cookie_kept: () => 'Its cookie comes through as it was set.',
    cookie_changed: (attributes: string) =>
      `Its cookie lost what it needs in the control panel: ${attributes}.`,
    cookie_lost: () => 'Its cookie was taken away on the way.',
    no_tls: () => 'There is none without https.',
    needs_earlier: () => cannotTell,
  },
  todos: {
    http_on_this_machine:
      'This will do to try things out on one machine. For other people’s stores, set PUBLIC_URL to an https address.',
    malformed:
      'Give an absolute address that ends with the path of the iClient’s auth callback URL.',
    private_from_here:
      'If the name leads to a public address elsewhere, all is well. Otherwise make the service reachable from the internet.',
    private_address:
      'Make it reachable from the internet. If it should be checked from here all the same, have its host put on CALLBACK_CHECK_HOSTS.',
    address_forbidden:
      'Correct the DNS record of this host. What the operator forbids is listed in CALLBACK_CHECK_FORBIDDEN.',
    name_unknown:
      'Check the spelling. A tunnel has to be running; a new DNS record takes a while to be known.',
    lookup_failed: 'Try again in a minute. If it goes on, look at the domain’s name servers.',
    certificate_ends_soon: 'Renew it, and make sure that it renews by itself.',
    certificate_expired: 'Renew it, and make sure that it renews by itself.',
    certificate_not_yet_valid: 'Set the clocks, or wait until it is valid.',
    certificate_self_signed: 'Get one from a public authority, such as Let’s Encrypt.',
    certificate_other_name: 'Get one that names this host.',
    certificate_chain_incomplete: 'Have the server send its full chain.',
    certificate_untrusted: 'Get one from a public authority, such as Let’s Encrypt.',
    tls_failed: 'Make sure that this port speaks TLS 1.2 or later.',
    connection_refused: 'Start the service, tunnel or proxy that should listen there.',
    unreachable: 'Correct the DNS record or the network of this host.',
    timed_out: 'Let requests through at the firewall, and make sure that the service answers.',
    connection_cut: 'Look into the log of the tunnel or proxy.',
    not_http: 'Check host and port.',
    redirected: 'Register the address where the redirect leads.',
    redirect_loses_query:
      'Register the address where the redirect leads, or let the redirect keep the query.',
    answered_elsewhere:
      'Have this host lead to this service, or take the address out of the Developer Portal and the whitelist.',
    tunnel_page_first: 'Use a plan or a tunnel that has no such page.',
    other_path: 'Have what stands in front of the service leave the path as it is.',
    query_and_headers_lost:
      'Have what stands in front of the service keep the query, and hand headers on as they are.',
    query_lost: 'Have what stands in front of the service keep the query.',
    query_changed: 'Have what stands in front of the service leave the query as it is.',
    query_written_differently: proxyMustHandOn,
    answer_replaced: proxyMustHandOn,
    body_rewritten: proxyMustHandOn,
    frame_options_added: 'Keep what stands in front of the service from adding X-Frame-Options.',
    frame_policy_lost: proxyMustHandOn,
  },
};

/** Where a check that is asked for is not there, or cannot begin. */
export const callbackCheckFailures = {
  callback_check_too_soon: {
    title: 'These callback URLs were checked a moment ago',
    happened: 'Checks of an iClient’s callback URLs begin fifteen seconds apart.',
    todo: 'Look at the latest result, or wait for a few seconds.',
  },
  callback_check_unknown: {
    title: 'There is no such check',
    happened: 'Checks of callback URLs are kept for an hour; this one is gone or never existed.',
    todo: 'Check the callback URLs again.',
  },
} satisfies Partial<FailureTexts>;
