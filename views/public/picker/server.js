/** What the picker's page was given, asks the server and tells the page that opened it. */

const given = document.body.dataset;
export const words = JSON.parse(given.words);

const token = `${given.session}.${readSecret()}`;
const opener = window.parent === window ? window.opener : window.parent;

/**
 * The secret comes in the fragment alone, which browsers send to nobody. It does not stay in the
 * address, where people would see and copy it: the history's entry keeps it for a reload. That is of
 * this window alone, and frames have it also where browsers refuse them all storage.
 */
function readSecret() {
  const secret = location.hash.slice(1) || history.state?.secret || '';
  history.replaceState({ secret }, '', location.pathname + location.search);
  return secret;
}

/** Tells the page that opened this one, if it is of the session's origin: browsers see to that. */
export function tell(type, details = {}) {
  opener?.postMessage({ connectorPicker: type, ...details }, given.origin);
}

/** `why`: `ended`, `offline`, or `refused` with the answer's status and body. */
export class Failed extends Error {
  constructor(why, status, body) {
    super(why);
    Object.assign(this, { why, status, body });
  }
}

/**
 * The JSON that the server answers.
 * @throws Failed
 */
export async function ask(path, body) {
  const answer = await fetch(`/picker/${given.session}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (!answer || answer.status >= 500) throw new Failed('offline');
  if (answer.status === 401 || answer.status === 410) throw new Failed('ended');
  const json = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new Failed('refused', answer.status, json);
  return json;
}

/** The text with its `%s` filled in, in their order. */
export function filled(text, ...values) {
  let next = 0;
  return text.replaceAll('%s', () => values[next++]);
}
