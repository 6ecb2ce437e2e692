/** The settings where scripts run: a logo is chosen as a file, and a colour is shown while it is chosen. */

const zone = document.querySelector('[data-logo]');
const chooser = document.querySelector('[data-logo-file]');
const picker = document.querySelector('[data-colour-picker]');
const typed = document.getElementById('accentColour');
const preview = document.querySelector('[data-colour-preview]');
const isColour = /^#[0-9a-f]{6}$/i;
const waitMs = 150;
let waiting;

chooser.hidden = false;
picker.hidden = false;
// A reload would keep a picture that the page no longer shows.
zone.querySelector('[name="logo"]').value = '';

chooser.querySelector('input').addEventListener('change', ({ target }) => {
  if (target.files[0]) void useLogo(target.files[0]);
  target.value = '';
});
picker.querySelector('input').addEventListener('input', ({ target }) => {
  typed.value = target.value;
  previewSoon();
});
typed.addEventListener('input', () => {
  if (isColour.test(typed.value.trim()))
    picker.querySelector('input').value = typed.value.trim().toLowerCase();
  previewSoon();
});

/** Only what a browser can draw is taken; the server looks at the first bytes as well. */
async function useLogo(file) {
  const status = zone.querySelector('[data-logo-status]');
  if (file.size > Number(zone.dataset.largest)) {
    status.textContent = zone.dataset.tooLarge;
    return;
  }
  const picture = await createImageBitmap(file).catch(() => undefined);
  const base64 = picture && (await base64Of(file));
  if (!base64) {
    status.textContent = zone.dataset.wrongKind;
    return;
  }
  zone.querySelector('[name="logo"]').value = base64;
  zone.querySelector('[data-logo-sample]').replaceChildren(drawn(picture));
  const remove = zone.querySelector('[name="removeLogo"]');
  if (remove) remove.checked = false;
  status.textContent = zone.dataset.chosen;
}

/** Empty for other kinds of pictures. */
async function base64Of(file) {
  if (!/^image\/(png|jpeg|webp)$/.test(file.type)) return '';
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function drawn(picture) {
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas;
}

function previewSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(showColour, waitMs);
}

/** The server says what the pages of links make of a colour. */
async function showColour() {
  const accent = typed.value.trim();
  const query = new URLSearchParams({ accent });
  const answer = await fetch(`/console/settings/colour?${query}`).catch(() => undefined);
  if (!answer?.ok || answer.redirected || accent !== typed.value.trim()) return;
  const part = new DOMParser().parseFromString(await answer.text(), 'text/html');
  preview.replaceChildren(
    ...[...part.body.childNodes].map((node) => document.importNode(node, true)),
  );
}
