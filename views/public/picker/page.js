/** The picker's page: which part of it is shown, and what leads from one to another. */
import { createForm } from './create.js';
import { createList } from './list.js';
import { ask, filled, tell, words } from './server.js';
import { createTokenForm } from './token.js';
import { createWaiting, openWindow } from './waiting.js';

const parts = [...document.querySelectorAll('[data-part]')];
const partOf = (name) => parts.find(({ dataset }) => dataset.part === name);
const again = document.querySelector('[data-again]');

const list = createList(partOf('list'), { choose, fix, failed });
const waiting = createWaiting(partOf('waiting'), { ended, failed });
const form = createForm(partOf('create'), {
  made: (row, url, popup) => wait(row, url, popup, 'choose'),
  failed,
});

const tokenForm = createTokenForm(partOf('token'), { renewed: (row) => ended(row), failed });

function show(name) {
  for (const part of parts) part.hidden = part.dataset.part !== name;
}

async function choose(row) {
  try {
    const connection = await ask('choice', { connectionId: row.id });
    message({ ...words.chosen, title: filled(words.chosen.title, connection.name) });
    tell('chosen', { connection });
  } catch (error) {
    failed(error);
  }
}

async function fix(row) {
  if (row.fixWith === 'token') {
    show('token');
    return tokenForm.start(row);
  }
  const popup = openWindow();
  try {
    const { connection, url } = await ask('fix', { connectionId: row.id });
    if (url !== undefined) return wait(connection, url, popup, 'select');
    popup?.close();
    list.select(connection, filled(words.fixed, connection.name));
  } catch (error) {
    popup?.close();
    failed(error);
  }
}

function wait(row, url, popup, purpose) {
  show('waiting');
  waiting.start(row, url, popup, purpose);
}

/** Who made a connection here wants it; who mended one may still choose another. */
function ended(row, purpose) {
  if (row.status === 'connected' && purpose === 'choose') return void choose(row);
  const said = row.status === 'connected' ? words.fixed : words.stillBroken;
  show('list');
  list.select(row, filled(said, row.name));
}

function failed({ why }) {
  if (why === 'ended') {
    message(words.ended);
    tell('expired');
  } else if (why === 'offline') {
    message(words.offline);
    again.hidden = false;
  } else {
    show('list');
    void list.load().then(() => list.say(words.refused));
  }
}

function message({ title, text = '', todo = '' }) {
  show('message');
  const part = partOf('message');
  again.hidden = true;
  part.querySelector('[data-message-title]').textContent = title;
  part.querySelector('[data-message-text]').textContent = text;
  part.querySelector('[data-message-todo]').textContent = todo;
  part.querySelector('h2').focus();
}

function backToList() {
  waiting.stop();
  show('list');
  list.focus();
  void list.load();
}

function cancel() {
  tell('closed');
  // A popup closes itself where nobody listens any more; in a frame this does nothing.
  window.close();
}

async function begin() {
  show('list');
  list.focus();
  try {
    const options = await ask('options');
    if (options.allowCreate) {
      form.offer(options);
      list.allowCreation();
    }
    await list.load();
  } catch (error) {
    failed(error);
  }
}

document.querySelector('[data-cancel]').addEventListener('click', cancel);
document.querySelector('[data-new]').addEventListener('click', () => {
  show('create');
  form.focus();
});
for (const back of document.querySelectorAll('[data-back]'))
  back.addEventListener('click', backToList);
again.addEventListener('click', () => void begin());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) cancel();
});

tell('ready');
void begin();
