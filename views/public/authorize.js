/**
 * Save & authorize: opens BigCommerce in a popup and waits for what comes of it. The server is
 * asked every second and knows best; the popup's own word only makes it quicker, since browsers may
 * cut a popup off from the page that opened it.
 */

const everyMs = 1000;
const popupFeatures = 'popup,width=760,height=860';

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-authorize]') || !isMeant(form, event.submitter)) return;
  const panel = panelOf(document.querySelector('[data-authorize-panel]'));
  if (!panel) return;
  event.preventDefault();
  // Now, in the click: later the browser would block it.
  const popup = window.open('/console/authorizations/opening', '_blank', popupFeatures);
  void start(form, event.submitter, popup, panel);
});

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
    if (started) goTo(started, popup, panel);
    else popup?.close();
  } catch (problem) {
    popup?.close();
    panel.show('failed', problem.words ?? { ...panel.words.failed, ...panel.words.offline });
  } finally {
    if (submitter) submitter.disabled = false;
  }
}

/** The addresses of the authorization; undefined when the form came back with its errors. */
async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json, text/html;q=0.5' },
    body,
  });
  if (answer.ok && isJson(answer)) return answer.json();
  if (isJson(answer)) throw Object.assign(new Error('refused'), { words: await wordsOf(answer) });
  showPage(await answer.text());
  return undefined;
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
  const summary = document.querySelector('.form-errors');
  if (summary) summary.focus();
  else document.querySelector('main').focus();
}

function goTo(started, popup, panel) {
  const reopen = () => {
    // A second popup for the same authorization: its answer counts once.
    const again = window.open(started.authorizeUrl, '_blank', popupFeatures);
    panel.show('waiting', panel.words.waiting);
    return again;
  };
  if (popup && !popup.closed) popup.location.replace(started.authorizeUrl);
  else panel.show('blocked', panel.words.blocked, { here: started.authorizeUrl });
  wait(started, popup, panel, reopen);
}

function wait({ authorizationId, statusUrl, authorizeUrl }, firstPopup, panel, reopen) {
  let popup = firstPopup;
  let toldClosed = false;
  let ended = false;
  const channel = new BroadcastChannel('authorizations');

  const look = async () => {
    if (ended) return;
    const found = await ask(statusUrl);
    if (ended || !found) return;
    if (found.status === 'done' || found.status === 'failed') return end(found);
    if (found.status === 'exchanging') return panel.show('exchanging', found);
    if (popup?.closed && !toldClosed) tellClosed();
  };
  const tellClosed = () => {
    toldClosed = true;
    panel.show('closed', panel.words.closed, {
      here: authorizeUrl,
      reopen: () => {
        popup = reopen();
        toldClosed = false;
      },
    });
  };
  const end = (found) => {
    ended = true;
    clearInterval(timer);
    channel.close();
    popup?.close();
    const connection = found.connectionId && `/console/connections/${found.connectionId}`;
    if (found.status === 'failed') return panel.show('failed', found, { next: connection });
    const next = `${connection}?notice=authorized`;
    panel.show('done', found, { next });
    location.assign(next);
  };

  channel.addEventListener('message', ({ data }) => {
    if (data?.authorizationId !== authorizationId) return;
    channel.postMessage({ acknowledged: authorizationId });
    void look();
  });
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
    show(state, { title, happened, text, todo, developer = [], missingScopes = [] }, deeds = {}) {
      if (element.dataset.state === state && state !== 'failed') return;
      const wasHidden = element.hidden;
      element.dataset.state = state;
      element.hidden = false;
      write('title', title);
      write('happened', happened ?? text);
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
