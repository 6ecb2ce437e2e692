/**
 * What runs in the background live: the page is asked for again and again, and each part of it that came further
 * is taken over. Parts that are done stay as they are, with what is open in them and the focus.
 */

const everyMs = 500;
const slowestMs = 8000;
const patienceMs = 10_000;

const section = document.querySelector('[data-run]');
const trouble = section.querySelector('[data-lost]');

if (section.dataset.run === 'pending') lookAfter(everyMs);

function lookAfter(ms) {
  setTimeout(() => void look(ms), ms);
}

/** @param waited the milliseconds before, which double while the service cannot be asked */
async function look(waited) {
  const { answer, html } = await ask();
  if (answer?.redirected) return tellSignedOut();
  // The page itself says why it is not there any more.
  if (answer && answer.status >= 400 && answer.status < 500) return location.reload();
  if (html === undefined) {
    say(trouble.dataset.lost);
    return lookAfter(Math.min(waited * 2, slowestMs));
  }
  say('');
  if (show(html) === 'pending') lookAfter(everyMs);
}

/** Without `html` when the service could not be asked: the next time may do. */
async function ask() {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, signal });
    return { answer, html: answer.ok ? await answer.text() : undefined };
  } catch {
    return {};
  }
}

/** Answers whether it is `pending` or `done`. */
function show(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const part of page.querySelectorAll('[data-part]')) {
    const shown = document.querySelector(`[data-part="${part.dataset.part}"]`);
    if (shown.dataset.state === part.dataset.state) continue;
    shown.dataset.state = part.dataset.state;
    shown.replaceChildren(...[...part.childNodes].map((node) => document.importNode(node, true)));
  }
  return page.querySelector('[data-run]').dataset.run;
}

function tellSignedOut() {
  const link = document.createElement('a');
  link.href = location.href;
  link.textContent = trouble.dataset.signIn;
  trouble.replaceChildren(`${trouble.dataset.signedOut} `, link);
}

function say(text) {
  if (trouble.textContent !== text) trouble.textContent = text;
}
