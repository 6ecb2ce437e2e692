/** The list: searches while somebody types, and shows rows to choose or to mend. */
import { ask, filled, words } from './server.js';

const typingMs = 200;

/**
 * @param choose, fix called with a row when its button is pressed
 * @param failed called with what `ask` throws
 */
export function createList(section, { choose, fix, failed }) {
  const part = (name) => section.querySelector(`[data-${name}]`);
  const field = section.querySelector('input');
  const [rows, count, empty, more] = ['rows', 'count', 'empty', 'more'].map(part);
  let mayCreate = false;
  let asked = 0;
  let nextCursor;
  let typing;

  async function load(cursor) {
    const mine = ++asked;
    const query = new URLSearchParams({ q: field.value, ...(cursor ? { cursor } : {}) });
    if (!cursor && rows.childElementCount === 0) count.textContent = words.loading;
    try {
      const page = await ask(`connections?${query}`);
      if (mine === asked) show(page, cursor !== undefined);
    } catch (error) {
      if (mine === asked) failed(error);
    }
  }

  function show({ connections, nextCursor: next, tooMany }, isMore) {
    const first = rows.childElementCount;
    const drawn = connections.map(draw);
    if (isMore) rows.append(...drawn);
    else rows.replaceChildren(...drawn);
    nextCursor = next;
    more.hidden = next === undefined;
    const total = rows.childElementCount;
    count.textContent = countOf(total, next !== undefined, tooMany);
    showEmpty(total, tooMany);
    if (isMore) buttonIn(rows.children[first])?.focus();
  }

  function countOf(total, goesOn, tooMany) {
    if (tooMany) return `${words.tooMany.title}. ${words.tooMany.text}`;
    if (total === 0) return words.count.none;
    if (goesOn) return filled(words.count.more, total);
    return total === 1 ? words.count.one : filled(words.count.several, total);
  }

  function showEmpty(total, tooMany) {
    empty.hidden = total > 0;
    if (empty.hidden) return;
    const isSearch = field.value.trim() !== '';
    const { noMatch } = words;
    const nothing = isSearch
      ? { title: noMatch.title, text: mayCreate ? noMatch.create : noMatch.text }
      : { title: words.empty.title, text: mayCreate ? words.empty.create : words.empty.ask };
    const said = tooMany ? words.tooMany : nothing;
    part('empty-title').textContent = said.title;
    part('empty-text').textContent = said.text;
    part('show-all').hidden = !isSearch || tooMany;
  }

  function draw(row) {
    const item = make('li', { className: 'picker-row' });
    item.dataset.id = row.id;
    const about = make('div');
    const store = make('p', { className: 'quiet', id: `store-${row.id}` });
    store.append(
      [row.storeName, row.domain].filter(Boolean).join(' · '),
      ...(row.storeName || row.domain ? [' · '] : []),
      make('code', { textContent: row.storeHash }),
    );
    const badge = make('span', {
      className: `badge badge-${row.status}`,
      id: `status-${row.id}`,
      textContent: words.statuses[row.status],
    });
    about.append(nameOf(row), store);
    item.append(about, badge);
    if (row.status === 'connected') item.classList.add('can-choose');
    else {
      const sentence = row.fixWith === 'token' ? words.tokenTodo : words.sentences[row.status];
      about.append(make('p', { className: 'hint', textContent: sentence }));
      item.append(fixButton(row));
    }
    return item;
  }

  function nameOf(row) {
    if (row.status !== 'connected')
      return make('p', { className: 'picker-name', textContent: row.name });
    const button = make('button', {
      className: 'picker-choose',
      type: 'button',
      textContent: row.name,
      onclick: () => choose(row),
    });
    button.setAttribute('aria-label', filled(words.choose, row.name));
    button.setAttribute('aria-describedby', `store-${row.id} status-${row.id}`);
    return button;
  }

  function fixButton(row) {
    const button = make('button', {
      className: 'button',
      type: 'button',
      textContent: words.fix[row.status],
      onclick: () => fix(row),
    });
    button.setAttribute('aria-label', filled(words.fix.named, words.fix[row.status], row.name));
    return button;
  }

  field.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(load, typingMs);
  });
  part('search').addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(typing);
    void load();
  });
  more.addEventListener('click', () => void load(nextCursor));
  part('show-all').addEventListener('click', () => {
    field.value = '';
    field.focus();
    void load();
  });
  section.addEventListener('keydown', (event) => moveFocus(event, field, rows));

  return {
    load: () => load(),
    focus: () => field.focus(),
    allowCreation() {
      mayCreate = true;
      part('new').hidden = false;
    },
    /** Shows a row as it is now, first if it was not there, and leads to its button. */
    select(row, said) {
      rows.querySelector('.is-selected')?.classList.remove('is-selected');
      const drawn = draw(row);
      drawn.classList.add('is-selected');
      const shown = [...rows.children].find(({ dataset }) => dataset.id === row.id);
      if (shown) shown.replaceWith(drawn);
      else rows.prepend(drawn);
      empty.hidden = true;
      count.textContent = said;
      (buttonIn(drawn) ?? field).focus();
    },
    say(text) {
      count.textContent = text;
    },
  };
}

/** Up and down go from row to row, and from the search field into the list. */
function moveFocus(event, field, rows) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [field, ...[...rows.children].map(buttonIn).filter(Boolean)];
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? undefined : stops[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function buttonIn(row) {
  return row?.querySelector('button');
}

function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}
