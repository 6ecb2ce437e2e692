/** Where the keyboard is after a refused form. */

/**
 * The summary of what has to be changed is read first. Where that begins in a part that is folded away,
 * the part is unfolded and its field has the focus.
 * @returns whether there was anything to change
 */
export function focusErrors() {
  for (const field of document.querySelectorAll('details [aria-invalid]'))
    field.closest('details').open = true;
  const summary = document.querySelector('.form-errors');
  const first = document.querySelector('form [aria-invalid]');
  const target = first?.closest('details') ? first : summary;
  target?.focus();
  return target !== null;
}
