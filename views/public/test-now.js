/** "Test now" without leaving the page meanwhile: it says that it works, and then shows what came of it. */

document.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-test]')) return;
  event.preventDefault();
  void test(event.target);
});

async function test(form) {
  const status = document.querySelector('[data-test-status]');
  const button = form.querySelector('button');
  if (button.getAttribute('aria-disabled') === 'true') return;
  // A disabled button would lose the focus.
  button.setAttribute('aria-disabled', 'true');
  form.setAttribute('aria-busy', 'true');
  status.textContent = form.dataset.testing;
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.redirected) return location.assign(answer.url);
    // A failure has a page of its own.
    if (answer.headers.get('content-type')?.includes('html')) return form.submit();
    throw new Error('Not an answer of ours.');
  } catch {
    status.textContent = form.dataset.lost;
    button.removeAttribute('aria-disabled');
    form.removeAttribute('aria-busy');
  }
}
