/**
 * The step of a link that goes to BigCommerce: in a window of its own, while this page waits. The server
 * is asked every second and knows best; the window's own word only makes it quicker, since browsers may
 * cut a window off from the page that opened it. What the server alone can say, it says as without a script.
 */
import { clearError, showError } from './form-outcome.js';
import { keepStore, readStore, restoreStore } from './link-store.js';

const everyMs = 1000;
const patienceMs = 2000;
const windowFeatures = 'popup,width=760,height=860';
const channel = new BroadcastChannel('links');

const form = document.querySelector('[data-link-app]');
const [, , link, ...step] = location.pathname.split('/');
if (form) prepare();
else if (step.length > 0) end();

function prepare() {
  const panel = panelOf(document.querySelector('[data-panel]'));
  const field = form.elements.store;
  const inTab = () => form.submit();
  sessionStorage.removeItem('link-window');
  let opened;
  let timer;

  const open = () => {
    opened?.close();
    document.querySelector('[data-failure]')?.remove();
    clearError(field);
    // Now, in the click: later the browser would block it.
    opened = window.open(`${form.action}/opening`, '_blank', windowFeatures);
    if (!opened) return panel.show('blocked', { here: inTab });
    panel.show('waiting');
    void start(opened);
  };
  const start = async (popup) => {
    const { authorizeUrl, next, isWrong, isLost } = await begin();
    if (authorizeUrl === undefined) popup.close();
    if (isLost) return panel.show('lost', { again: open });
    if (isWrong) return refuse('malformed');
    if (next) return location.assign(next);
    if (authorizeUrl === undefined) return inTab();
    watch();
    if (popup.closed) return;
    // No page that it comes to may send this one elsewhere.
    popup.opener = null;
    popup.location.replace(authorizeUrl);
  };
  const look = async () => {
    const answer = await ask();
    if (answer === undefined) return;
    if (answer.next) {
      clearInterval(timer);
      opened?.close();
      return location.assign(answer.next);
    }
    if (answer.state === 'exchanging') return panel.show('exchanging');
    if (!opened || opened.closed) panel.show('closed', { reopen: open, here: inTab });
  };
  const watch = () => {
    clearInterval(timer);
    timer = setInterval(look, everyMs);
  };

  const refuse = (problem) => {
    panel.hide();
    showError(field, JSON.parse(form.dataset.problems)[problem]);
    field.focus();
  };
  const told = form.querySelector('[data-store-told]');
  const tell = () => {
    const found = readStore(field.value);
    told.textContent = found.ok ? told.dataset.told.replace('%s', found.storeHash) : '';
    if (found.ok) clearError(field);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const found = readStore(field.value);
    if (found.ok) open();
    else refuse(found.reason);
  });
  form.querySelector('[data-will-open]').hidden = false;
  field.addEventListener('input', () => {
    keepStore(field);
    tell();
  });
  const typedBefore = field.value;
  restoreStore(field);
  if (field.value !== typedBefore) tell();
  channel.addEventListener('message', ({ data }) => {
    if (data?.returned !== form.dataset.link || timer === undefined) return;
    channel.postMessage({ acknowledged: data.returned });
    void look();
  });
  if (form.dataset.awaited !== undefined) {
    panel.show('closed', { reopen: open, here: inTab });
    watch();
  }
}

/** Starts an authorization. `{}` when the form has to be sent as it is. */
async function begin() {
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json, text/html;q=0.5' },
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.status >= 500) return { isLost: true };
    if (answer.status === 422) return { isWrong: true };
    if (answer.redirected) return { next: answer.url };
    const isStarted = answer.ok && /json/.test(answer.headers.get('content-type') ?? '');
    return isStarted ? await answer.json() : {};
  } catch {
    return { isLost: true };
  }
}

/** Undefined when the server could not be asked: the next time may do. */
async function ask() {
  try {
    const headers = { accept: 'application/json' };
    const answer = await fetch(`${form.action}/status`, { headers });
    if (answer.ok) return await answer.json();
    // The page itself says why there is nothing to wait for any more.
    return answer.status < 500 ? { next: form.action } : undefined;
  } catch {
    return undefined;
  }
}

/** What is seen and heard meanwhile; each state once, so that nothing is said twice. */
function panelOf(element) {
  const words = JSON.parse(element.dataset.words);
  const part = (name) => element.querySelector(`[data-part="${name}"]`);
  return {
    hide() {
      element.hidden = true;
      delete element.dataset.state;
    },
    show(state, deeds = {}) {
      if (element.dataset.state === state) return;
      element.dataset.state = state;
      part('title').textContent = words[state].title;
      part('text').textContent = words[state].text;
      for (const name of ['again', 'reopen', 'here']) {
        part(name).hidden = deeds[name] === undefined;
        part(name).onclick = deeds[name] ?? null;
      }
      part('here').classList.toggle('button-primary', state === 'blocked');
      part('deeds').hidden = Object.keys(deeds).length === 0;
      if (!element.hidden) return;
      element.hidden = false;
      element.focus();
    },
  };
}

/**
 * Where the way has ended or the window has come back: of two windows the one that was opened closes, as
 * soon as the other one says that it is there.
 */
function end() {
  const returned = document.querySelector('[data-returned]');
  const isOpened =
    step.join('/') === 'app/returned' || sessionStorage.getItem('link-window') === link;
  channel.addEventListener('message', ({ data }) => {
    if (isOpened && data?.acknowledged === link) {
      stop?.();
      window.close();
    }
    if (!isOpened && data?.returned === link) channel.postMessage({ acknowledged: link });
  });
  channel.postMessage(isOpened ? { returned: link } : { acknowledged: link });
  const stop = returned && announce(returned.dataset.next);
}

/** Alone the window goes on by itself. */
function announce(next) {
  const announcing = setInterval(() => channel.postMessage({ returned: link }), 200);
  const alone = setTimeout(() => {
    clearInterval(announcing);
    sessionStorage.setItem('link-window', link);
    location.replace(next);
  }, patienceMs);
  return () => {
    clearInterval(announcing);
    clearTimeout(alone);
  };
}
