/** What the scope picker adds where scripts run: search, presets at once, choices for a whole area, the count. */

enhanceAll();
// A refused form is replaced as a whole.
new MutationObserver(enhanceAll).observe(document.querySelector('main'), { childList: true });

function enhanceAll() {
  for (const picker of document.querySelectorAll('[data-scope-picker]:not([data-enhanced])')) {
    picker.dataset.enhanced = '';
    enhance(picker);
  }
}

function enhance(picker) {
  const rows = [...picker.querySelectorAll('[data-scope-row]')];
  const areas = [...picker.querySelectorAll('[data-scope-area]')];
  const other = picker.querySelector('[name="otherScopes"]');
  const search = picker.querySelector('[data-scope-search]');
  const nothing = picker.querySelector('[data-scope-nothing]');
  const unknown = picker.querySelector('[data-scope-unknown]');
  const known = new Set([
    ...unknown.dataset.automatic.split(' '),
    ...rows.flatMap((row) => [...row.querySelectorAll('input')].map((choice) => choice.value)),
  ]);
  let openBefore;

  const count = () => {
    const typed = other.value.split(/[\s,]+/).filter((scope) => scope !== '');
    picker.querySelector('[data-scope-count]').textContent = chosenIn(rows) + typed.length;
    warn(typed.filter((scope) => !known.has(scope)));
    for (const area of areas)
      area.querySelector('[data-scope-area-count]').textContent = chosenIn(rowsOf(area));
  };

  const warn = (scopes) => {
    const words = unknown.dataset.scopeUnknown.split('%s').join(scopes.join(', '));
    unknown.textContent = scopes.length > 0 ? words : '';
    unknown.hidden = scopes.length === 0;
  };

  const show = () => {
    const wanted = plain(search.querySelector('input').value);
    openBefore ??= areas.map((area) => area.open);
    let found = 0;
    for (const [index, area] of areas.entries()) {
      const whole = plain(area.querySelector('summary').textContent).includes(wanted);
      let matches = 0;
      for (const row of rowsOf(area)) {
        row.hidden = !(whole || plain(row.textContent).includes(wanted));
        if (!row.hidden) matches += 1;
      }
      area.hidden = matches === 0;
      area.open = wanted === '' ? openBefore[index] : matches > 0;
      found += matches;
    }
    if (wanted === '') openBefore = undefined;
    nothing.hidden = found > 0;
  };

  for (const button of picker.querySelectorAll('button[name="preset"]')) {
    button.type = 'button';
    button.addEventListener('click', () => {
      for (const row of rows)
        choose(row, (choice) => choice.dataset.presets?.split(' ').includes(button.value));
      if (button.value === 'none') other.value = '';
      count();
    });
  }

  for (const area of areas) {
    const bulk = area.querySelector('[data-scope-bulk]');
    bulk.hidden = false;
    bulk.addEventListener('click', ({ target }) => {
      const { access } = target.dataset;
      if (!access) return;
      // A row without a middle way gets what comes nearest, and never more than was asked for.
      const allowed = { none: [], read: ['read'], modify: ['modify', 'allow', 'read'] }[access];
      for (const row of rowsOf(area)) {
        const has = (wanted) => row.querySelector(`input[data-access="${wanted}"]`);
        const best = allowed.find(has) ?? 'none';
        choose(row, (choice) => choice.dataset.access === best);
      }
      count();
    });
  }

  search.hidden = false;
  search.addEventListener('input', show);
  // The Enter key in the search field must not send the form.
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  picker.addEventListener('change', count);
  // Another script chooses: `detail` is the list of scopes.
  picker.addEventListener('scopes:choose', ({ detail }) => {
    for (const row of rows) choose(row, (choice) => detail.includes(choice.value));
    other.value = detail.filter((scope) => !offers(rows, scope)).join('\n');
    count();
  });
  other.addEventListener('input', count);
  count();
}

function choose(row, isWanted) {
  const choices = [...row.querySelectorAll('input')];
  (choices.find(isWanted) ?? choices[0]).checked = true;
}

function offers(rows, scope) {
  return rows.some((row) =>
    [...row.querySelectorAll('input')].some(({ value }) => value === scope),
  );
}

function chosenIn(rows) {
  return rows.filter((row) => row.querySelector('input:checked')?.value).length;
}

function rowsOf(area) {
  return [...area.querySelectorAll('[data-scope-row]')];
}

/** Without accents and in lower case, so that "parametres" finds "Paramètres". */
function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
