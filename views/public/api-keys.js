/** Finds connections by part of their name and puts them into the list, where scripts run. */

const finder = document.querySelector('[data-find]');
const field = finder.querySelector('input');
const found = finder.querySelector('datalist');
const list = document.getElementById('connections');
const waitMs = 150;
let waiting;

finder.hidden = false;

field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, waitMs);
});
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  // It would send the form.
  event.preventDefault();
  add();
});
finder.querySelector('button').addEventListener('click', add);

async function find() {
  const asked = field.value.trim();
  if (asked === '') return;
  const query = new URLSearchParams({ q: asked });
  const answer = await fetch(`/console/api-keys/connections?${query}`).catch(() => undefined);
  if (!answer?.ok || asked !== field.value.trim()) return;
  const { names } = await answer.json();
  found.replaceChildren(...names.map((name) => new Option(name, name)));
}

function add() {
  const name = field.value.trim();
  const names = list.value.split('\n').filter((line) => line.trim() !== '');
  if (name === '') return;
  if (!names.includes(name)) list.value = [...names, name, ''].join('\n');
  field.value = '';
  found.replaceChildren();
  field.focus();
}
