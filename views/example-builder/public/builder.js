/** What a builder's page does: opens the picker in a click, then uses the connection that it gets. */

const reasons = {
  closed: 'The picker was closed. Nothing was chosen.',
  blocked: 'Your browser blocked the window. Allow it, or choose in a frame.',
  expired: 'The picker was open for too long. Open it again.',
  failed: 'The picker could not be opened.',
};

const status = document.querySelector('[data-status]');
const products = document.querySelector('[data-products]');

for (const button of document.querySelectorAll('[data-open]'))
  button.addEventListener('click', () => void choose(button.dataset.open));

async function choose(mode) {
  status.textContent = '';
  try {
    const made = askOwnServer('/sessions', { method: 'POST' });
    // The promise, not what it resolves to: the popup has to be opened in the click.
    const session = made.then(({ session }) => session);
    const connection = await window.ConnectorPicker.open({ session, mode });
    show(connection);
    await showProducts((await made).flow, connection);
  } catch (error) {
    status.textContent = error.cause?.message ?? reasons[error.reason] ?? error.message;
  }
}

document.querySelector('[data-invite]').addEventListener('click', () => void invite());

async function invite() {
  const status = document.querySelector('[data-invite-status]');
  const link = document.querySelector('[data-link]');
  status.textContent = '';
  try {
    const { url, expiresAt } = await askOwnServer('/invitations', { method: 'POST' });
    link.href = url;
    link.textContent = url;
    document.querySelector('[data-invited]').hidden = false;
    status.textContent = `The link works until ${new Date(expiresAt).toLocaleString('en')}.`;
  } catch (error) {
    status.textContent = error.message;
  }
}

function show({ name, storeHash }) {
  document.querySelector('[data-source]').textContent = `${name} (store ${storeHash})`;
}

async function showProducts(flow, { connectionId }) {
  status.textContent = 'Fetching products…';
  await askOwnServer(`/flows/${flow}/source/${connectionId}`, { method: 'PUT' });
  const { data } = await askOwnServer(`/flows/${flow}/products`);
  document.querySelector('[data-connection]').textContent = connectionId;
  products.querySelector('tbody').replaceChildren(...data.map(rowOf));
  products.hidden = false;
  status.textContent = data.length === 1 ? '1 product' : `${data.length} products`;
}

async function askOwnServer(path, init) {
  const answer = await fetch(path, init);
  const body = await answer.json();
  if (answer.ok) return body;
  throw new Error([body.title, body.detail].filter(Boolean).join('. ') || 'That did not work.');
}

function rowOf({ name, sku, price }) {
  const row = document.createElement('tr');
  for (const text of [name, sku, price]) row.insertCell().textContent = text ?? '';
  return row;
}
