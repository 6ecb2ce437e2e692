/** What every page of the console may use: copy buttons, short addresses of searches, and the focus after a refused form. */

import { focusErrors } from './form-errors.js';

// The listener is on the document, since a refused form is replaced as a whole.
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  await navigator.clipboard.writeText(field.value).catch(() => document.execCommand('copy'));
  if (button.textContent === button.dataset.copied) return;
  const parts = [...button.childNodes];
  button.textContent = button.dataset.copied;
  setTimeout(() => button.replaceChildren(...parts), 2000);
});

// The address of a search says what was asked for, and nothing of what was left as it is.
document.addEventListener('formdata', ({ target, formData }) => {
  if (target.method !== 'get') return;
  for (const [name, value] of [...formData])
    if (value === (target.elements[name].dataset?.default ?? '')) formData.delete(name);
});

showCopyButtons();
new MutationObserver(showCopyButtons).observe(document.querySelector('main'), {
  childList: true,
  subtree: true,
});
focusErrors();

function showCopyButtons() {
  for (const button of document.querySelectorAll('button[data-copy][hidden]'))
    button.hidden = false;
}
