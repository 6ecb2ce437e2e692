// The user menu closes as menus do, and the open item of a side menu that scrolls is in sight.
const menu = document.querySelector('[data-menu]');

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
document.addEventListener('click', ({ target }) => {
  if (!menu.contains(target)) menu.open = false;
});
// A click inside the app's frame is never seen here; that the frame has the focus is.
window.addEventListener('blur', () => {
  if (document.activeElement?.matches('iframe')) menu.open = false;
});

document
  .querySelector('.side-menu [aria-current]')
  ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
