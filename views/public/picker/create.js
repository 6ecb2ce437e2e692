/** The form that makes a connection in place. */
import { parseStoreAddress } from '/public/store-address.js';
import { ask, filled, words } from './server.js';
import { openWindow } from './waiting.js';

/**
 * @param made called with the new row, the link that authorizes it and its window
 * @param failed called with what `ask` throws
 */
export function createForm(form, { made, failed }) {
  const { name, store, iclientId } = form.elements;
  const told = form.querySelector('[data-store-told]');
  const submit = form.querySelector('[type="submit"]');

  function tellStore() {
    const found = parseStoreAddress(store.value);
    if (found.ok) told.textContent = filled(words.create.storeTold, found.storeHash);
    else told.textContent = found.reason === 'empty' ? '' : words.storeProblems[found.reason];
  }

  function showErrors(errors) {
    for (const place of form.querySelectorAll('[data-error]')) {
      const field = place.dataset.error;
      place.textContent = errors[field] ?? '';
      form.elements[field].setAttribute('aria-invalid', String(field in errors));
    }
    form.querySelector('[aria-invalid="true"]')?.focus();
  }

  store.addEventListener('input', tellStore);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    const popup = openWindow();
    submit.disabled = true;
    showErrors({});
    try {
      const creation = { name: name.value, store: store.value, iclientId: iclientId.value };
      const { connection, url } = await ask('connections', creation);
      form.reset();
      told.textContent = '';
      made(connection, url, popup);
    } catch (error) {
      popup?.close();
      if (error.status === 422) showErrors(error.body.errors);
      else failed(error);
    } finally {
      submit.disabled = false;
    }
  });

  return {
    offer({ apps, storeHash }) {
      iclientId.replaceChildren(...apps.map(({ id, name: app }) => new Option(app, id)));
      form.querySelector('[data-app-field]').hidden = apps.length === 1;
      form.querySelector('[data-no-app]').hidden = apps.length > 0;
      submit.disabled = apps.length === 0;
      if (storeHash === undefined) return;
      store.defaultValue = storeHash;
      store.readOnly = true;
    },
    focus: () => name.focus(),
  };
}
