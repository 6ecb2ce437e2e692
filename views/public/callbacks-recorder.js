/**
 * The recorder live: each new callback appears on top, without a reload. What stands in front of the
 * service may hold the stream back: then the page is asked for again and again.
 */

const section = document.querySelector('[data-recorder]');
const status = section.querySelector('[data-recorder-status]');
const rows = section.querySelector('tbody');
// Asks for the page anew, for those without this script.
const newest = section.querySelector('[data-reload]');
const shownAtMost = Number(section.dataset.atMost);
const retryMs = 3000;
/** The first event comes at once, unless something holds it back. */
const firstEventMs = 5000;
const pollMs = 3000;
const patienceMs = 10_000;

let stream;
let after;
let waiting;
/** Nothing of the stream gets through. */
let isHeldBack = false;
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
  if (isHeldBack) return lookLater(0);
  stream = new EventSource(address());
  awaitFirst();
  stream.addEventListener('callback', ({ data, lastEventId }) => {
    heard();
    show(JSON.parse(data), lastEventId);
  });
  // Somebody may have switched it meanwhile, or its day is over.
  stream.addEventListener('recorder', ({ data }) => {
    heard();
    follow(JSON.parse(data).isOn);
  });
  stream.addEventListener('interrupted', () => {
    heard();
    say(section.dataset.interrupted);
  });
  stream.addEventListener('error', () => {
    say(section.dataset.lost);
    // The browser asks again by itself, unless the answer was none of a stream.
    if (stream.readyState !== EventSource.CLOSED) return awaitFirst();
    stop();
    void goOn();
  });
}

function awaitFirst() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    stop();
    isHeldBack = true;
    lookLater(0);
  }, firstEventMs);
}

function heard() {
  clearTimeout(waiting);
}

function follow(isOn) {
  if (isOn !== section.hasAttribute('data-on')) location.replace(newest.href);
  else say(section.dataset[isHeldBack ? 'polled' : 'live']);
}

function lookLater(ms) {
  clearTimeout(waiting);
  waiting = setTimeout(() => void look(), ms);
}

/** Takes over the rows of the page as it is by now. */
async function look() {
  const own = waiting;
  const answer = await ask(newest.href, AbortSignal.timeout(patienceMs));
  // Stopped meanwhile.
  if (own !== waiting) return;
  if (isSignedOut(answer)) return end();
  if (answer?.status === 404) return location.replace(newest.href);
  const html = answer?.ok ? await answer.text().catch(() => undefined) : undefined;
  if (html === undefined) say(section.dataset.lost);
  else {
    const page = new DOMParser().parseFromString(html, 'text/html');
    follow(page.querySelector('[data-recorder]').hasAttribute('data-on'));
    for (const row of [...page.querySelectorAll('[data-record]')].reverse())
      show(row.outerHTML, row.dataset.record);
  }
  lookLater(pollMs);
}

/** Tries again later, unless there is nothing to hear any more. */
async function goOn() {
  const asking = new AbortController();
  // What the stream answers, without listening to it.
  const answer = await ask(address(), asking.signal);
  asking.abort();
  if (isSignedOut(answer)) end();
  else if (answer?.status === 404) location.replace(newest.href);
  else waiting = setTimeout(listen, retryMs);
}

async function ask(url, signal) {
  try {
    return await fetch(url, { redirect: 'manual', signal });
  } catch {
    return undefined;
  }
}

/** Who is signed out is sent to the sign-in page, and nothing else is. */
function isSignedOut(answer) {
  return answer?.type === 'opaqueredirect' || answer?.status === 401;
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
  clearTimeout(waiting);
  waiting = undefined;
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
