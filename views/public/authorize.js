/**
 * Save & authorize: opens BigCommerce in a popup and waits for what comes of it. The server is
 * asked every second and knows best; the popup's own word only makes it quicker, since browsers may
 * cut a popup off from the page that opened it.
 */
import { focusErrors } from './form-errors.js';
import { renewToken } from './form-token.js';

const everyMs = 1000;
const popupFeatures = 'popup,width=760,height=860';
const begunHere = 'authorizations';

const channel = new BroadcastChannel('authorizations');
/** What asks for the outcome of an authorization that this page waits for, by its id. */
const waiting = new Map();

// The popup closes itself when it is heard, also by the page to which this tab went on.
channel.addEventListener('message', ({ data }) => {
  if (!begun().includes(data?.authorizationId)) return;
  channel.postMessage({ acknowledged: data.authorizationId });
  void waiting.get(data.authorizationId)?.();
});

function begun() {
  return (sessionStorage.getItem(begunHere) ?? '').split(' ').filter(Boolean);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-authorize]') || !isMeant(form, event.submitter)) return;
  const panel = panelOf(document.querySelector('[data-authorize-panel]'));
  if (!panel) return;
  event.preventDefault();
  // Now, in the click: later the browser would block it.
  void start(form, event.submitter, openPopup(), panel);
});

function openPopup() {
  return window.open('/console/authorizations/opening', '_blank', popupFeatures);
}

function sendOn(popup, url) {
  // No page that it comes to may send this one elsewhere.
  popup.opener = null;
  popup.location.replace(url);
}

/** A form may have a button that only saves. */
function isMeant(form, submitter) {
  const button = form.querySelector('button[name="then"][value="authorize"]');
  return button === null || submitter === null || submitter === button;
}

async function start(form, submitter, popup, panel) {
  panel.show('waiting', panel.words.waiting);
  if (submitter) submitter.disabled = true;
  try {
    const started = await send(form, submitter);
    if (started) goTo(started, popup, panelAfter(form, started, panel));
    else popup?.close();
  } catch (problem) {
    popup?.close();
    panel.show('failed', problem.words ?? { ...panel.words.failed, ...panel.words.offline });
  } finally {
    if (submitter) submitter.disabled = false;
  }
}

/**
 * A form that has made its connection authorizes that one from now on, and changes nothing of it.
 * Answers the panel, which says so when the authorization fails.
 */
function panelAfter(form, { connectionId }, panel) {
  const path = `${pathOf(connectionId)}/authorize`;
  if (form.getAttribute('action') !== path) {
    form.setAttribute('action', path);
    form.dataset.made = '';
    for (const control of form.elements) {
      if (control.matches('[name="then"][value="authorize"]')) control.removeAttribute('name');
      else if (control.name && !['_token', 'redirectUri'].includes(control.name))
        control.disabled = true;
    }
  }
  if (form.dataset.made === undefined) return panel;
  return {
    ...panel,
    show: (state, words, deeds) =>
      panel.show(state, state === 'failed' ? { ...words, stays: panel.words.stays } : words, deeds),
  };
}

function pathOf(connectionId) {
  return `/console/connections/${connectionId}`;
}

/** The addresses of the authorization; undefined when the form came back with its errors. */
async function send(form, submitter) {
  let answer = await post(form, submitter);
  // The session may be a newer one than the page: sign-in in another tab.
  if (answer.status === 403 && (await renewToken(form))) answer = await post(form, submitter);
  if (answer.ok && isJson(answer)) return answer.json();
  if (isJson(answer)) throw Object.assign(new Error('refused'), { words: await wordsOf(answer) });
  showPage(await answer.text());
  return undefined;
}

function post(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);
  return fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json, text/html;q=0.5' },
    body,
  });
}

function isJson(answer) {
  return /json/.test(answer.headers.get('content-type') ?? '');
}

async function wordsOf(answer) {
  const { title, detail, code } = await answer.json();
  return { title, happened: detail, developer: code ? [code] : [] };
}

/** Takes over what the server drew, such as the form with what has to be changed. */
function showPage(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.title = page.title;
  document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
  if (!focusErrors()) document.querySelector('main').focus();
}

function goTo(started, popup, panel) {
  const { authorizationId, authorizeUrl } = started;
  sessionStorage.setItem(begunHere, [...begun(), authorizationId].slice(-20).join(' '));
  if (popup && !popup.closed) sendOn(popup, authorizeUrl);
  else panel.show('blocked', panel.words.blocked, { here: authorizeUrl });
  wait(started, popup, panel);
}

function wait({ authorizationId, statusUrl, authorizeUrl }, firstPopup, panel) {
  let popup = firstPopup;
  let toldClosed = false;

  const look = async () => {
    if (!waiting.has(authorizationId)) return clearInterval(timer);
    const found = await ask(statusUrl);
    if (!waiting.has(authorizationId) || !found) return;
    if (found.status === 'done' || found.status === 'failed') return end(found);
    if (found.status === 'exchanging') return panel.show('exchanging', found);
    if (popup?.closed && !toldClosed) tellClosed(found);
  };
  const tellClosed = ({ storeHash }) => {
    toldClosed = true;
    const { closed } = panel.words;
    const todo = closed.todo.replace('%s', () => storeHash);
    panel.show('closed', { ...closed, todo }, { here: authorizeUrl, reopen });
  };
  // A second popup for the same authorization: its answer counts once.
  const reopen = () => {
    popup = openPopup();
    if (!popup) return;
    toldClosed = false;
    sendOn(popup, authorizeUrl);
    panel.show('waiting', panel.words.waiting);
  };
  const end = (found) => {
    waiting.delete(authorizationId);
    clearInterval(timer);
    const connection = found.connectionId && pathOf(found.connectionId);
    if (found.status === 'failed') return panel.show('failed', found, { next: connection });
    const next = `${connection}?notice=authorized`;
    panel.show('done', found, { next });
    location.assign(next);
  };

  // The latest alone: whatever connects the store ends it, too.
  waiting.clear();
  waiting.set(authorizationId, look);
  const timer = setInterval(look, everyMs);
}

/** Undefined when the server could not be asked: the next time may do. */
async function ask(statusUrl) {
  try {
    const answer = await fetch(statusUrl, { headers: { accept: 'application/json' } });
    if (answer.ok) return await answer.json();
    if (answer.status >= 500) return undefined;
    return { status: 'failed', ...(await wordsOf(answer)) };
  } catch {
    return undefined;
  }
}

/** What people see and hear meanwhile; each state once, so that nothing is said twice. */
function panelOf(element) {
  if (!element) return undefined;
  const words = JSON.parse(element.dataset.words);
  const part = (name) => element.querySelector(`[data-part="${name}"]`);
  const write = (name, text) => {
    part(name).textContent = text ?? '';
    part(name).hidden = !text;
  };
  return {
    words,
    show(state, shown, deeds = {}) {
      const { title, happened, text, stays, todo, developer = [], missingScopes = [] } = shown;
      if (element.dataset.state === state && state !== 'failed') return;
      const wasHidden = element.hidden;
      element.dataset.state = state;
      element.hidden = false;
      write('title', title);
      write('happened', [happened ?? text, stays].filter(Boolean).join(' '));
      write('todo', todo);
      part('missing').replaceChildren(...missingScopes.map(listItem));
      part('missing').hidden = missingScopes.length === 0;
      write('developer', [developer].flat().join(' '));
      part('details').hidden = part('developer').hidden;
      for (const name of ['here', 'next']) {
        part(name).hidden = deeds[name] === undefined;
        if (deeds[name]) part(name).href = deeds[name];
      }
      part('reopen').hidden = deeds.reopen === undefined;
      part('reopen').onclick = deeds.reopen ?? null;
      part('dismiss').hidden = state !== 'failed';
      part('dismiss').onclick = () => {
        element.hidden = true;
      };
      if (wasHidden || state === 'failed') element.focus();
    },
  };
}

function listItem(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}
