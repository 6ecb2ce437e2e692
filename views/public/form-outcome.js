/** Forms that are sent without leaving the page, so that secrets stay where they were typed. */
import { focusErrors } from './form-errors.js';
import { renewToken } from './form-token.js';

/** Takes over what the answer says, and nothing that was typed. */
export async function sendInPlace(form, submitter) {
  const status = form.querySelector('[data-form-status]');
  const buttons = [...form.querySelectorAll('button[name="then"]')];
  for (const button of buttons) button.disabled = true;
  status.textContent = form.dataset.testing;
  status.textContent = await send(form, submitter).catch(() => form.dataset.lost);
  for (const button of buttons) button.disabled = false;
}

/** Answers what the status says then. */
async function send(form, submitter) {
  let answer = await post(form, submitter);
  // The session may be a newer one than the page: sign-in in another tab.
  if (answer.status === 403 && (await renewToken(form))) answer = await post(form, submitter);
  if (answer.redirected) {
    location.assign(answer.url);
    return form.dataset.testing;
  }
  if (answer.status === 401) return form.dataset.signedOut;
  if (answer.status === 429) return form.dataset.tooMany;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const outcome = page.querySelector('[data-form-outcome]');
  if (!outcome) return form.dataset.lost;
  show(form, page, outcome);
  return '';
}

function post(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);
  return fetch(form.action, { method: 'POST', body });
}

function show(form, page, outcome) {
  const shown = form.querySelector('[data-form-outcome]');
  shown.replaceChildren(...[...outcome.children].map((node) => document.importNode(node, true)));
  for (const field of form.querySelectorAll('[aria-invalid]')) clearError(field);
  for (const error of form.querySelectorAll('.error-text')) error.remove();
  for (const error of page.querySelectorAll('form .error-text[id]')) {
    const field = form.elements[error.id.replace(/-error$/, '')];
    if (field?.closest?.('.field')) showError(field, error.textContent);
  }
  if (!focusErrors()) shown.focus();
}

/** As partials/field draws it. */
export function showError(field, message) {
  clearError(field);
  const error = document.createElement('p');
  error.className = 'error-text';
  error.id = `${field.name}-error`;
  error.textContent = message;
  field.closest('.field').append(error);
  field.setAttribute('aria-invalid', 'true');
  describe(field, (ids) => [...ids, error.id]);
}

export function clearError(field) {
  const id = `${field.name}-error`;
  document.getElementById(id)?.remove();
  field.removeAttribute('aria-invalid');
  describe(field, (ids) => ids.filter((other) => other !== id));
}

function describe(field, change) {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  const described = change(ids).join(' ');
  if (described === '') field.removeAttribute('aria-describedby');
  else field.setAttribute('aria-describedby', described);
}
