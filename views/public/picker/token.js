/** The form that gives an API account a new access token. */
import { ask, filled, words } from './server.js';

/**
 * @param renewed called with the row as it is then
 * @param failed called with what `ask` throws
 */
export function createTokenForm(form, { renewed, failed }) {
  const { accessToken } = form.elements;
  const error = form.querySelector('[data-error]');
  const submit = form.querySelector('[type="submit"]');
  let row;

  function showError(text) {
    error.textContent = text;
    accessToken.setAttribute('aria-invalid', String(text !== ''));
    if (text !== '') accessToken.focus();
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    showError('');
    try {
      const given = { connectionId: row.id, accessToken: accessToken.value };
      const whole = await ask('token', given);
      form.reset();
      renewed(whole);
    } catch (problem) {
      if (problem.status === 422) showError(problem.body.errors.accessToken);
      else failed(problem);
    } finally {
      submit.disabled = false;
    }
  });

  return {
    start(broken) {
      row = broken;
      form.reset();
      showError('');
      form.querySelector('h2').textContent = filled(words.token.title, row.name);
      accessToken.focus();
    },
  };
}
