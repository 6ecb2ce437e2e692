/**
 * What the step with an API account adds where scripts run: its file is read in the browser and fills the
 * fields, the test shows that it runs, and what was typed stays when it fails.
 */
import { parseCredentialsFile } from './credentials-file.js';
import { clearError, showError } from './form-outcome.js';
import { keepStore, restoreStore } from './link-store.js';

const largestFile = 64 * 1024;
const typed = ['accessToken', 'store', 'clientId', 'clientSecret', 'credentials'];

// Listeners are on the document, since what the page shows is replaced as a whole.
document.addEventListener('input', ({ target, inputType }) => {
  if (target.name === 'store') keepStore(target);
  // Not while it is typed, nor when it is left: a page that moves then loses the click on its button.
  if (target.name === 'credentials' && /^insertFrom/.test(inputType ?? '')) fill(target.value);
});
document.addEventListener('change', ({ target }) => {
  if (target.id !== 'account-file' || !target.files[0]) return;
  void read(target.files[0]);
  // So that the same file can be chosen again, once it was mended.
  target.value = '';
});
document.addEventListener('dragover', (event) => {
  const zone = event.target.closest?.('[data-file]');
  // A file that misses the zone must not replace the page.
  if (zone || event.dataTransfer.types.includes('Files')) event.preventDefault();
  zone?.classList.add('is-over');
});
document.addEventListener('dragleave', ({ target, relatedTarget }) => {
  const zone = target.closest?.('[data-file]');
  if (zone && !zone.contains(relatedTarget)) zone.classList.remove('is-over');
});
document.addEventListener('drop', (event) => {
  const zone = document.querySelector('[data-file]');
  const [file] = event.dataTransfer.files;
  // Text may be dropped into any field.
  if (!zone || !(file || zone.contains(event.target))) return;
  event.preventDefault();
  zone.classList.remove('is-over');
  if (file) void read(file);
  else fill(event.dataTransfer.getData('text/plain'));
});
document.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-account]')) return;
  event.preventDefault();
  void test(event.target);
});

enhance();
restore();

function restore() {
  const form = document.querySelector('[data-file]')?.closest('form');
  if (!form) return;
  restoreStore(form.elements.store);
  if (form.elements.store.value) form.querySelector('[data-typing]').open = true;
}

function enhance() {
  for (const part of document.querySelectorAll('[data-scripted]')) part.hidden = false;
  for (const part of document.querySelectorAll('[data-unscripted]')) part.hidden = true;
}

function formOfFile() {
  return document.querySelector('[data-file]').closest('form');
}

async function read(file) {
  if (file.size > largestFile) tell({ problems: ['too_large'] });
  else fill(await file.text());
}

/** The text itself is cleared once its secrets are in the fields; what an earlier file left there goes. */
function fill(text) {
  const { elements } = formOfFile();
  const found = parseCredentialsFile(text);
  const { accessToken, storeHash, clientId, clientSecret, problems } = found;
  // Which of two API accounts is meant cannot be told from here.
  if ((accessToken || storeHash) && !problems.includes('label_repeated')) {
    elements.accessToken.value = problems.includes('access_token_malformed')
      ? ''
      : (accessToken ?? '');
    if (storeHash) {
      elements.store.value = storeHash;
      keepStore(elements.store);
    }
    elements.clientId.value = clientId ?? '';
    elements.clientSecret.value = clientSecret ?? '';
    elements.credentials.value = '';
    for (const name of ['accessToken', 'store']) clearError(elements[name]);
  }
  tell(found);
}

/** What is wrong with it stands at its text; the status says that it was read. */
function tell({ accessToken, storeHash, problems }) {
  const form = formOfFile();
  const zone = form.querySelector('[data-file]');
  const words = JSON.parse(zone.dataset.problems);
  const field = form.elements.credentials;
  clearError(field);
  if (problems.length > 0) showError(field, problems.map((problem) => words[problem]).join(' '));
  const part = accessToken || storeHash ? zone.dataset.readPart : '';
  zone.querySelector('[data-file-status]').textContent =
    problems.length > 0 ? part : zone.dataset.read.split('%s').join(storeHash);
  if (part && problems.length > 0) form.querySelector('[data-typing]').open = true;
}

async function test(form) {
  const button = form.querySelector('button[type="submit"]');
  if (button.getAttribute('aria-disabled') === 'true') return;
  const shown = form.querySelector('[data-testing]');
  const [bar, status] = shown.children;
  // A disabled button would lose the focus.
  button.setAttribute('aria-disabled', 'true');
  form.setAttribute('aria-busy', 'true');
  bar.hidden = false;
  status.textContent = shown.dataset.testing;
  try {
    await send(form);
  } catch {
    status.textContent = form.dataset.lost;
    bar.hidden = true;
    button.removeAttribute('aria-disabled');
    form.removeAttribute('aria-busy');
  }
}

async function send(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(location.href, { method: 'POST', body });
  if (answer.redirected) return location.assign(answer.url);
  show(await answer.text(), body);
}

/** Takes over what the server drew, and puts back what was typed. */
function show(html, body) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = document.querySelector('main');
  document.title = page.title;
  main.replaceChildren(
    ...[...page.querySelector('main').childNodes].map((node) => document.importNode(node, true)),
  );
  const form = document.querySelector('[data-file]')?.closest('form');
  for (const name of form ? typed : [])
    if (form.elements[name].value === '') form.elements[name].value = body.get(name) ?? '';
  enhance();
  (
    document.querySelector('.form-errors') ??
    document.querySelector('[data-outcome]') ??
    main
  ).focus();
}
