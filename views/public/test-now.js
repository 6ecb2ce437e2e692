/**
 * "Test now" without leaving the page meanwhile: it shows each scope as soon as it is found, and then
 * what came of it.
 */

document.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-test]')) return;
  event.preventDefault();
  void test(event.target);
});

async function test(form) {
  const button = form.querySelector('button');
  if (button.getAttribute('aria-disabled') === 'true') return;
  // A disabled button would lose the focus.
  button.setAttribute('aria-disabled', 'true');
  form.setAttribute('aria-busy', 'true');
  const status = document.querySelector('[data-test-status]');
  status.textContent = form.dataset.testing;
  const show = findings(document.querySelector('[data-test-found]'), form.dataset.progress);
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/x-ndjson, text/html;q=0.5' },
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.redirected) return location.assign(answer.url);
    const type = answer.headers.get('content-type') ?? '';
    // A failure has a page of its own.
    if (type.includes('html')) return form.submit();
    if (!type.includes('ndjson')) throw new Error('Not an answer of ours.');
    for await (const line of linesOf(answer.body)) {
      if (line.href) return location.assign(line.href);
      show(line);
    }
    throw new Error('The answer was cut off.');
  } catch {
    status.textContent = form.dataset.lost;
    button.removeAttribute('aria-disabled');
    form.removeAttribute('aria-busy');
  }
}

/** Shows one scope after the other; a scope that is told again is shown anew. */
function findings(zone, progress) {
  const list = zone.querySelector('ul');
  const bar = zone.querySelector('progress');
  const items = new Map();
  list.replaceChildren();
  zone.hidden = true;
  return ({ scope, words, state, label, wanted, of }) => {
    const item = items.get(scope) ?? list.appendChild(document.createElement('li'));
    items.set(scope, item);
    // What nobody needs may well be refused.
    item.className = wanted ? `finding finding-${state}` : 'finding';
    const name = document.createElement('span');
    const code = document.createElement('code');
    const found = document.createElement('strong');
    code.textContent = scope;
    found.textContent = label;
    name.append(...(words === scope ? [] : [words, ' ']), code);
    item.replaceChildren(name, ' ', found);
    bar.max = of;
    bar.value = items.size;
    const [before, between] = progress.split('%d');
    zone.querySelector('[data-test-count]').textContent = `${before}${items.size}${between}${of}`;
    zone.hidden = false;
  };
}

async function* linesOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = `${text}${read.value}`.split('\n');
    text = lines.pop();
    yield* lines.map((line) => JSON.parse(line));
  }
}
