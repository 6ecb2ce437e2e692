/**
 * What the forms of connections add where scripts run: the store is understood while it is typed, a
 * credentials file fills the fields, and a test leaves everything that was typed where it is.
 */
import { parseCredentialsFile } from './credentials-file.js';
import { parseStoreAddress } from './store-address.js';

const largestFile = 64 * 1024;

// Listeners are on the document, since a refused form is replaced as a whole.
document.addEventListener('input', ({ target }) => {
  if (target.name === 'store') tellStore(target);
  if (target.name === 'credentials') fillFrom(target.value, target.form);
});
document.addEventListener('change', ({ target }) => {
  if (target.name === 'store') void offerLenders(target);
  if (target.name === 'iclientId') showCallbacks();
  if (target.id === 'credentials-file' && target.files[0])
    void readFile(target.files[0], target.form);
});
document.addEventListener('dragover', (event) => {
  const zone = event.target.closest?.('[data-drop-zone]');
  if (!zone) return;
  event.preventDefault();
  zone.classList.add('is-over');
});
document.addEventListener('dragleave', ({ target, relatedTarget }) => {
  const zone = target.closest?.('[data-drop-zone]');
  if (zone && !zone.contains(relatedTarget)) zone.classList.remove('is-over');
});
document.addEventListener('drop', (event) => {
  const zone = event.target.closest?.('[data-drop-zone]');
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove('is-over');
  const [file] = event.dataTransfer.files;
  const form = zone.closest('form');
  if (file) void readFile(file, form);
  else fillFrom(event.dataTransfer.getData('text/plain'), form);
});
document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-api-account]')) return;
  event.preventDefault();
  void send(event.target, event.submitter);
});

enhance();
new MutationObserver(enhance).observe(document.querySelector('main'), { childList: true });

function enhance() {
  for (const row of document.querySelectorAll('[data-file-row]')) row.hidden = false;
  showCallbacks();
}

function tellStore(field) {
  const zone = field.closest('[data-store-field]');
  const told = zone.querySelector('[data-store-told]');
  const found = parseStoreAddress(field.value);
  if (found.ok) told.textContent = zone.dataset.told.replace('%s', found.storeHash);
  else if (found.reason === 'empty') told.textContent = '';
  else told.textContent = JSON.parse(zone.dataset.problems)[found.reason];
}

/** Only the callback URLs of the chosen iClient are shown and sent. */
function showCallbacks() {
  const chosen = document.querySelector('select[name="iclientId"]');
  if (!chosen) return;
  for (const callbacks of document.querySelectorAll('[data-callbacks-of]')) {
    const isChosen = callbacks.dataset.callbacksOf === chosen.value;
    callbacks.hidden = !isChosen;
    callbacks.disabled = !isChosen;
  }
}

/** Who may lend concurrency depends on the store. */
async function offerLenders(field) {
  const select = field.form.querySelector('[data-lenders]');
  if (!select) return;
  const query = new URLSearchParams({ store: field.value });
  const answer = await fetch(`/console/connections/lenders?${query}`).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return;
  const lenders = await answer.json();
  const { value } = select;
  select.replaceChildren(
    select.options[0],
    ...lenders.map(({ id, name }) => new Option(name, id, false, id === value)),
  );
}

async function readFile(file, form) {
  if (file.size > largestFile) return;
  fillFrom(await file.text(), form);
}

/** The pasted text itself is cleared: its secrets are in the fields now. */
function fillFrom(text, form) {
  const found = parseCredentialsFile(text);
  if (!found.accessToken) return;
  const { accessToken, clientId, clientSecret, name, storeHash } = found;
  const values = { accessToken, clientId, clientSecret, store: storeHash };
  if (form.elements.name.value === '') values.name = name;
  for (const [field, value] of Object.entries(values))
    if (value) form.elements[field].value = value;
  form.elements.credentials.value = '';
  tellStore(form.elements.store);
  const zone = form.querySelector('[data-drop-zone]');
  zone.querySelector('[data-file-status]').textContent = zone.dataset.filled;
}

/** Sends the form without leaving the page, so that secrets stay where they were typed. */
async function send(form, submitter) {
  const status = form.querySelector('[data-form-status]');
  const buttons = [...form.querySelectorAll('button[name="then"]')];
  const body = new URLSearchParams(new FormData(form, submitter));
  for (const button of buttons) button.disabled = true;
  status.textContent = form.dataset.testing;
  try {
    const answer = await fetch(form.action, { method: 'POST', body });
    if (answer.redirected) {
      location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const outcome = page.querySelector('[data-form-outcome]');
    if (!outcome) throw new Error('The answer is not the form.');
    show(form, page, outcome);
    status.textContent = '';
  } catch {
    status.textContent = form.dataset.lost;
  }
  for (const button of buttons) button.disabled = false;
}

/** Takes over what the answer says, and nothing that was typed. */
function show(form, page, outcome) {
  const shown = form.querySelector('[data-form-outcome]');
  shown.replaceChildren(...[...outcome.children].map((node) => document.importNode(node, true)));
  for (const error of form.querySelectorAll('.field > .error-text')) error.remove();
  for (const field of form.querySelectorAll('[aria-invalid]'))
    field.removeAttribute('aria-invalid');
  for (const error of page.querySelectorAll('.field > .error-text')) {
    const name = error.id.replace(/-error$/, '');
    const field = form.elements[name];
    if (!field) continue;
    field.setAttribute('aria-invalid', 'true');
    field.closest('.field').append(document.importNode(error, true));
  }
  (shown.querySelector('.form-errors') ?? shown).focus();
}
