/** The list's menus: one open at a time, closed by Escape or by a click elsewhere. */

const openMenus = () => [...document.querySelectorAll('details[data-menu][open]')];

document.addEventListener('click', ({ target }) => {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
});

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
