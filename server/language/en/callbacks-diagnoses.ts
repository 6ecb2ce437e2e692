/** Why a callback fails, each cause by its name: what happens, and the fix. */
export const diagnoses = {
  opened_by_hand: {
    name: 'Opened by hand',
    happens:
      'The address was opened without what BigCommerce adds to it: a code, or a signed payload. A bookmark, a health check or somebody who tried the address does this.',
    fix: 'Install or open the app from Apps in the control panel. The address alone cannot do anything.',
  },
  not_https: {
    name: 'Not HTTPS',
    happens:
      'The callback URL begins with http://. BigCommerce registers and calls https addresses alone, and browsers block http pages inside its control panel.',
    fix: 'Put a certificate in front of the service, set PUBLIC_URL to the https address, and register that one.',
  },
  localhost: {
    name: 'On this machine only',
    happens:
      'The callback URL is on localhost. Callbacks that come by the browser (auth, load) arrive while the browser runs on the same machine; those that come from BigCommerce’s servers (uninstall, remove user) never do.',
    fix: 'Use a tunnel or a public host name: set PUBLIC_URL to it and register its callback URLs in the Developer Portal.',
  },
  old_tunnel: {
    name: 'An old tunnel',
    happens:
      'The address belongs to a tunnel, but not to the one that is configured now. Tunnels give another host name at each start, while the Developer Portal keeps the one that was registered.',
    fix: 'Reserve a fixed host name for the tunnel, or register the callback URLs anew after each start and set PUBLIC_URL to the same host. The console can be used at PUBLIC_URL alone, so it needs that, too.',
  },
  redirect_uri_differs: {
    name: 'The redirect URI differs',
    happens:
      'BigCommerce compares the redirect_uri of the exchange with the registered auth callback URL, character for character. Another host, http instead of https, or one slash at the end makes it another address.',
    fix: 'Copy the auth callback URL from the iClient’s page into the Developer Portal as it is. If the callback has to come by another address, put that one on the iClient’s whitelist.',
  },
  path_unknown: {
    name: 'No iClient at this path',
    happens:
      'The path names an iClient that does not exist here, or it has a slash or a capital letter that the iClient’s callback URL does not have. So nobody can say whose callback it is.',
    fix: 'Register the four callback URLs that the iClient’s page shows, as they are.',
  },
  parameter_misshapen: {
    name: 'A parameter missing, repeated or misshapen',
    happens:
      'A parameter that BigCommerce always sends is missing, comes twice, or is not what it should be. Something on the way lost or rewrote the query, or somebody typed the address.',
    fix: 'Look at what stands in front of the service: a redirect or a proxy must hand the path and the query on as they are.',
  },
  consent_denied: {
    name: 'The merchant said no',
    happens: 'The merchant left BigCommerce’s page of permissions without accepting them.',
    fix: 'Ask them again, and say what each permission is for. Ask for fewer where you can.',
  },
  draft_app_other_owner: {
    name: 'A draft app on somebody else’s store',
    happens:
      'A draft app can be installed only on stores whose owner has the email address of the app’s account in the Developer Portal. Any other store is refused before a code is made.',
    fix: 'Use a store with the same owner’s email address, or publish the app; an unlisted one is enough.',
  },
  scopes_not_accepted: {
    name: 'Scopes not accepted yet',
    happens:
      'Scopes were changed after the merchant had accepted them, or the app is not registered for all of them. BigCommerce grants what was accepted, and calls that need more are answered with 403.',
    fix: 'Choose the same scopes in the Developer Portal and in the iClient, then have the merchant open the app once and accept.',
  },
  context_not_substituted: {
    name: 'The context is a placeholder',
    happens:
      'Where stores/ and a store hash are expected there is a placeholder such as {store_hash}, or nothing. Some program built the address and left out the store.',
    fix: 'Put the store’s own hash into the address, as in stores/abc123, or let BigCommerce make it.',
  },
  store_prefix_in_hash: {
    name: '“store-” left in the store hash',
    happens:
      'The control panel’s host is store-HASH.mybigcommerce.com, and the whole of it was taken for the hash. BigCommerce knows the part after “store-” alone.',
    fix: 'Leave out “store-”: the context of store-abc123 is stores/abc123.',
  },
  exchange_refused: {
    name: 'The exchange was refused',
    happens:
      'BigCommerce did not give a token for the code. The client ID or client secret is not the app’s, the redirect URI differs, the code was too old (it works for some seconds) or was used already, or a program of your own sent its request with a body or content type that BigCommerce cannot read (“Invalid client id.”).',
    fix: 'Compare client ID and client secret with the Developer Portal, letter by letter, and install the app anew. A program that exchanges by itself has to send JSON as application/json, or a form as application/x-www-form-urlencoded.',
  },
  code_used_or_late: {
    name: 'The code was used before, or came too late',
    happens:
      'A code works once and for some seconds. The page was loaded again, something fetched the address ahead of the browser, or the exchange came late.',
    fix: 'Install the app again from Apps. If it goes on, look for what opens the address twice: a proxy that retries, a link scanner, a browser’s preview.',
  },
  other_browser: {
    name: 'Not the browser that started it',
    happens:
      'The callback belongs to an authorization that was started in another browser, too long ago, or for another app.',
    fix: 'Start again from the connection, and stay in the same browser until it is done.',
  },
  wrong_secret: {
    name: 'The wrong client secret',
    happens:
      'The payload names this app, but its signature does not fit the client secret that is saved here. The secret was copied incompletely, was renewed, or somebody else made the payload.',
    fix: 'Copy the client secret from the Developer Portal into the iClient once more, without spaces.',
  },
  other_app: {
    name: 'Another app’s payload',
    happens:
      'The payload was made for another client ID, or signed with another app’s client secret. The callback URLs of one app were registered for another.',
    fix: 'Compare the client ID with that of the iClient, and register for each app the callback URLs of its own iClient.',
  },
  payload_expired: {
    name: 'The payload has expired',
    happens:
      'A payload can be used for a day. A bookmark, a shared address or a reloaded tab brings an old one.',
    fix: 'Open the app from Apps in the control panel: each time BigCommerce makes a new payload.',
  },
  clock_skew: {
    name: 'The clocks differ',
    happens:
      'By this service’s clock the payload comes from the future. Differences of up to a minute are allowed.',
    fix: 'Have the clock of this machine set by NTP. On a virtual machine, look whether it slept.',
  },
  payload_damaged: {
    name: 'Not a signed payload',
    happens:
      'The text does not have the parts of a signed payload, or they cannot be read. It was cut off, or something on the way changed it.',
    fix: 'Copy the whole value of the parameter, as it was sent, from after the equals sign to before the next “&”.',
  },
  wrong_algorithm: {
    name: 'Another algorithm',
    happens:
      'The header names an algorithm other than HS256. BigCommerce signs with HS256 alone; a payload that chooses for itself is refused.',
    fix: 'If a program of yours made it, let it sign with HS256 and the client secret. Otherwise it does not come from BigCommerce.',
  },
  claims_misshapen: {
    name: 'Claims missing or misshapen',
    happens: 'A claim that BigCommerce always sends is missing, or is not what it should be.',
    fix: 'If a program of yours made the payload, add or mend the claims that are named. Otherwise it does not come from BigCommerce.',
  },
  legacy_payload: {
    name: 'A payload of the old kind',
    happens:
      'The callback has signed_payload, which BigCommerce sent to apps before it used JWTs, and no signed_payload_jwt. This service takes the JWT alone.',
    fix: 'Have the app’s callbacks in the Developer Portal renewed so that they carry signed_payload_jwt.',
  },
  legacy_hmac_over_base64: {
    name: 'Signed over base64 instead of JSON',
    happens:
      'The signature of the old payload was made over its base64 text. BigCommerce makes it over the JSON inside, so that programs which check the text refuse what is right.',
    fix: 'Decode the first part, then compute HMAC-SHA256 over that JSON with the client secret, in hexadecimal digits.',
  },
  not_installed: {
    name: 'The app is not installed on the store',
    happens:
      'The payload is right, but there is no connection of this iClient to its store. The auth callback never succeeded, or the app has been uninstalled since.',
    fix: 'Install the app in that store. If the control panel shows it as installed, uninstall it there first.',
  },
  user_removed: {
    name: 'The user was removed',
    happens: 'The payload was issued before BigCommerce took away this user’s access to the app.',
    fix: 'Give the user access again in the control panel, and open the app anew.',
  },
  refuses_framing: {
    name: 'The page refuses to be framed',
    happens:
      'The control panel shows the app in a frame. The answer has X-Frame-Options, or a frame-ancestors that leaves the control panel out, so the frame stays empty.',
    fix: 'Let frame-ancestors name the control panel’s hosts (FRAME_ANCESTORS), and keep what stands in front of the service from adding X-Frame-Options.',
  },
  third_party_cookie: {
    name: 'A cookie that the frame does not get',
    happens:
      'Inside the control panel’s frame the session’s cookie is a third party’s. Without SameSite=None, Secure and Partitioned the browser does not send it, and the app looks signed out.',
    fix: 'Serve the app over https and keep what stands in front of it from changing Set-Cookie. In the browser, allow third-party cookies for this site.',
  },
};

/** A cause in one line, for developers, beside what a failure page tells everybody. */
export function forDevelopers(cause: keyof typeof diagnoses): string {
  const { name, happens, fix } = diagnoses[cause];
  return `${name}. ${happens} ${fix}`;
}
