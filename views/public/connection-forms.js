/**
 * What the forms of connections add where scripts run: the store is understood while it is typed, a
 * credentials file fills the fields, iClients bring their scopes and callback URLs, and a test leaves
 * everything that was typed where it is.
 */
import { parseCredentialsFile } from './credentials-file.js';
import { clearError, sendInPlace, showError } from './form-outcome.js';
import { parseStoreAddress } from './store-address.js';

const largestFile = 64 * 1024;
/** What the latest file put into each field. */
const filled = new WeakMap();

// Listeners are on the document, since a refused form is replaced as a whole.
document.addEventListener('input', (event) => {
  const { target, inputType } = event;
  if (target.name === 'store') tellStore(target);
  // Not while it is typed letter by letter.
  if (target.name === 'credentials' && /^insertFrom/.test(inputType ?? ''))
    fillFrom(target.value, target.form);
});
document.addEventListener('change', ({ target }) => {
  if (target.name === 'store') void offerLenders(target);
  if (target.name === 'credentials' && target.value.trim() !== '')
    fillFrom(target.value, target.form);
  if (target.name === 'iclientId') chooseIClient(target);
  if (target.id === 'credentials-file' && target.files[0]) {
    void readFile(target.files[0], target.form);
    // So that the same file can be chosen again, once it was mended.
    target.value = '';
  }
});
document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-refresh-iclients]');
  if (button) void refreshIClients(button.form);
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
  void sendInPlace(event.target, event.submitter);
});
// Before authorize.js: what the server is sure to refuse opens no window, and is sent as it is.
document.addEventListener(
  'submit',
  (event) => {
    const { name, store, iclientId, level, borrowFrom } = event.target.elements;
    if (!event.target.matches('form[data-authorize]') || !store) return;
    const isWhole =
      name.value.trim() !== '' &&
      parseStoreAddress(store.value).ok &&
      iclientId?.value &&
      (borrowFrom.value !== '' || isLevel(level.value.trim()));
    if (!isWhole) event.stopPropagation();
  },
  { capture: true },
);

enhance();
new MutationObserver(enhance).observe(document.querySelector('main'), { childList: true });

function enhance() {
  for (const part of document.querySelectorAll('[data-file-row], [data-refresh-iclients]'))
    part.hidden = false;
  showCallbacks();
}

/** Empty is the default one. */
function isLevel(text) {
  return text === '' || (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 25);
}

function tellStore(field) {
  const zone = field.closest('[data-store-field]');
  const told = zone.querySelector('[data-store-told]');
  const found = parseStoreAddress(field.value);
  // It was about what stood there before.
  clearError(field);
  if (found.ok) told.textContent = zone.dataset.told.split('%s').join(found.storeHash);
  else if (found.reason === 'empty') told.textContent = '';
  else told.textContent = JSON.parse(zone.dataset.problems)[found.reason];
}

function chooseIClient(select) {
  showCallbacks();
  const form = select.form;
  const isAsIClient = form.querySelector('[name="scopeChoice"]:checked')?.value === 'iclient';
  const detail = select.selectedOptions[0]?.dataset.scopes?.split(' ').filter(Boolean) ?? [];
  // Scopes that somebody chose stay chosen.
  if (isAsIClient)
    form
      .querySelector('[data-scope-picker]')
      .dispatchEvent(new CustomEvent('scopes:choose', { detail }));
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
  const edit = document.querySelector('[data-edit-iclient]');
  if (edit) edit.href = `/console/iclients/${encodeURIComponent(chosen.value)}/edit`;
}

/** The iClients as they are now, added or edited in another tab; everything else stays as it was typed. */
async function refreshIClients(form) {
  const shown = form.querySelector('[data-iclients]');
  const before = [...shown.querySelectorAll('option')].map(({ value }) => value);
  const chosen = shown.querySelector('select')?.value;
  const uri = shown.querySelector('[name="redirectUri"]:checked:enabled')?.value;
  const answer = await fetch('/console/connections/new/app').catch(() => undefined);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('[data-iclients]');
  shown.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  enhance();
  const select = shown.querySelector('select');
  if (!select) return;
  const values = [...select.options].map(({ value }) => value);
  const added = values.filter((value) => !before.includes(value));
  select.value = added.length === 1 ? added[0] : values.includes(chosen) ? chosen : values[0];
  chooseIClient(select);
  for (const radio of shown.querySelectorAll('[name="redirectUri"]:enabled'))
    if (radio.value === uri) radio.checked = true;
  select.focus();
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
  if (file.size > largestFile) tellFile(form, ['too_large']);
  else fillFrom(await file.text(), form);
}

/**
 * The fields of an earlier file go first: half of each would be of no account. What was typed stays, unless
 * this file has it, too. The pasted text itself is cleared once its secrets are in the fields.
 */
function fillFrom(text, form) {
  const { problems, accessToken, clientId, clientSecret, name, storeHash } =
    parseCredentialsFile(text);
  for (const field of form.elements)
    if (filled.has(field) && field.value === filled.get(field)) field.value = '';
  const values = { accessToken, clientId, clientSecret, store: storeHash };
  if (form.elements.name.value === '') values.name = name;
  const found = Object.entries(values).filter(([, value]) => value);
  for (const [field, value] of found) {
    form.elements[field].value = value;
    filled.set(form.elements[field], form.elements[field].value);
    clearError(form.elements[field]);
  }
  if (found.length > 0) form.elements.credentials.value = '';
  tellStore(form.elements.store);
  void offerLenders(form.elements.store);
  tellFile(form, problems);
}

/** What was wrong with it stands at the field; the status says that the fields are filled. */
function tellFile(form, problems) {
  const zone = form.querySelector('[data-drop-zone]');
  const words = JSON.parse(zone.dataset.problems);
  const field = form.elements.credentials;
  clearError(field);
  if (problems.length > 0) showError(field, problems.map((problem) => words[problem]).join(' '));
  zone.querySelector('[data-file-status]').textContent =
    problems.length > 0 ? '' : zone.dataset.filled;
}
