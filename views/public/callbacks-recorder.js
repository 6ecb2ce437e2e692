/** The recorder live: each new callback appears on top, without a reload. */

const section = document.querySelector('[data-recorder]');
const status = section.querySelector('[data-recorder-status]');
const rows = section.querySelector('tbody');
// Asks for the page anew, for those without this script.
const newest = section.querySelector('[data-reload]');
const shownAtMost = 200;
const retryMs = 3000;

let stream;
let after;
let retry;
/** Signed out: nobody listens any more. */
let isOver = false;

newest.hidden = true;
// A browser has few connections to one server: tabs that nobody looks at need none.
document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()));
addEventListener('pagehide', stop);
// What a form leads to must not be overtaken by a reload.
document.addEventListener('submit', stop);
addEventListener('pageshow', listen);
listen();

function listen() {
  if (stream || isOver || document.hidden) return;
  stream = new EventSource(address());
  stream.addEventListener('open', () => say(section.dataset.live));
  stream.addEventListener('callback', ({ data, lastEventId }) =>
    show(JSON.parse(data), lastEventId),
  );
  // Somebody may have switched it meanwhile, or its day is over.
  stream.addEventListener('recorder', ({ data }) => {
    const { isOn } = JSON.parse(data);
    if (isOn !== section.hasAttribute('data-on')) location.replace(newest.href);
  });
  stream.addEventListener('error', () => {
    say(section.dataset.lost);
    // The browser asks again by itself, unless the answer was none of a stream.
    if (stream.readyState !== EventSource.CLOSED) return;
    stop();
    void goOn();
  });
}

/** Tries again later, unless there is nothing to hear any more. */
async function goOn() {
  const answer = await ask();
  // Who is signed out is sent to the sign-in page, and nothing else is.
  if (answer?.type === 'opaqueredirect' || answer?.status === 401) end();
  else if (answer?.status === 404) location.replace(newest.href);
  else retry = setTimeout(listen, retryMs);
}

/** What the stream answers, without listening to it. */
async function ask() {
  const asking = new AbortController();
  try {
    return await fetch(address(), { redirect: 'manual', signal: asking.signal });
  } catch {
    return undefined;
  } finally {
    asking.abort();
  }
}

function end() {
  isOver = true;
  status.replaceChildren(...section.querySelector('[data-recorder-signed-out]').childNodes);
}

function address() {
  const url = new URL(section.dataset.recorder, location.href);
  if (after) url.searchParams.set('after', after);
  return url;
}

function stop() {
  clearTimeout(retry);
  stream?.close();
  stream = undefined;
}

function show(html, id) {
  after = id;
  if (rows.querySelector(`[data-record="${id}"]`)) return;
  rows.insertAdjacentHTML('afterbegin', html);
  while (rows.children.length > shownAtMost) rows.lastElementChild.remove();
  section.querySelector('[data-recorder-list]').hidden = false;
  section.querySelector('[data-recorder-empty]').hidden = true;
  say(section.dataset.arrived);
}

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}
