/** Offers companies whose name is typed, where scripts run. */

const waitMs = 150;
let waiting;

// The listener is on the document, since a refused form is replaced as a whole.
document.addEventListener('input', ({ target }) => {
  const zone = target.closest('[data-company-names]');
  if (!zone) return;
  clearTimeout(waiting);
  waiting = setTimeout(offer, waitMs, zone, target);
});

async function offer(zone, field) {
  const asked = field.value.trim();
  if (asked === '') return;
  const query = new URLSearchParams({ q: asked });
  const answer = await fetch(`/console/companies/names?${query}`).catch(() => undefined);
  if (!answer?.ok || answer.redirected || asked !== field.value.trim()) return;
  const found = await answer.json();
  zone
    .querySelector('datalist')
    .replaceChildren(...found.map(({ value, label }) => new Option(label, value)));
}
