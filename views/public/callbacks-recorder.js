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

newest.hidden = true;
// A browser has few connections to one server: tabs that nobody looks at need none.
document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()));
addEventListener('pagehide', stop);
// What a form leads to must not be overtaken by a reload.
document.addEventListener('submit', stop);
addEventListener('pageshow', listen);
listen();

function listen() {
  if (stream || document.hidden) return;
  const address = new URL(section.dataset.recorder, location.href);
  if (after) address.searchParams.set('after', after);
  stream = new EventSource(address);
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
    retry = setTimeout(listen, retryMs);
  });
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
