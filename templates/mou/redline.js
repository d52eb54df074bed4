// From change to change, what is shown of them, and the old text beside the new one. Without this the page shows all changes in the text.
(() => {
  'use strict';
  const controls = document.querySelector('.controls');
  if (!controls) return;
  const main = document.querySelector('main');
  const page = document.querySelector('.page');
  const sides = document.getElementById('sides');
  const status = controls.querySelector('.now');
  const rows = new Map([...document.querySelectorAll('[data-row]')].map((row) => [Number(row.dataset.row), row]));
  const choice = (name) => controls.querySelector(`[data-choice="${name}"]`);
  const beside = () => main.classList.contains('view-sides');
  const shown = () => (beside() ? sides : page);
  let chosen = [...rows.keys()].sort((a, b) => a - b);
  let current = 0;

  // ---- from change to change ----

  function places(root, id) {
    return [...root.querySelectorAll(`[data-change="${id}"], [data-marker="${id}"]`)];
  }

  function show(id) {
    for (const node of main.querySelectorAll('.current')) node.classList.remove('current');
    const there = places(shown(), id);
    const target = (!beside() && document.getElementById(`change_${id}`)) || there.find((node) => node.dataset.marker) || there[0];
    current = id;
    tell();
    if (!target) return;
    for (const node of there) node.classList.add('current');
    rows.get(id).classList.add('current');
    if (!target.matches('a[href]')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    // far away, motion tells nothing and takes long
    const far = Math.abs(target.getBoundingClientRect().top) > 2 * innerHeight;
    const still = far || matchMedia('(prefers-reduced-motion: reduce)').matches;
    target.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  }

  function tell() {
    const cells = rows.get(current)?.cells;
    const count = chosen.length === 1 ? '1 change is shown.' : `${chosen.length} changes are shown.`;
    status.textContent = cells ? `Change ${chosen.indexOf(current) + 1} of ${chosen.length}: ${cells[1].textContent}: ${cells[2].textContent}` : count;
  }

  function step(by) {
    if (!chosen.length) return;
    const at = chosen.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : chosen.length - 1) : (at + by + chosen.length) % chosen.length;
    show(chosen[next]);
  }

  // ---- what is shown ----

  function apply() {
    const finding = choice('finding').value;
    const cause = choice('cause')?.value ?? '*';
    chosen = [];
    for (const [id, row] of rows) {
      const fits = (finding === '*' || row.dataset.finding === finding) && (cause === '*' || row.dataset.cause === cause);
      row.hidden = !fits;
      if (fits) chosen.push(id);
    }
    chosen.sort((a, b) => a - b);
    for (const group of document.querySelectorAll('.summary tr.group')) {
      group.hidden = ![...group.parentElement.querySelectorAll('[data-row]')].some((row) => !row.hidden);
    }
    for (const root of [page, sides]) mute(root);
    main.classList.toggle('only', choice('only').checked);
    if (!chosen.includes(current)) {
      current = 0;
      for (const node of main.querySelectorAll('.current')) node.classList.remove('current');
    }
    tell();
  }

  function mute(root) {
    const on = new Set(chosen);
    for (const node of root.querySelectorAll('[data-change], [data-marker]')) {
      node.classList.toggle('off', !on.has(Number(node.dataset.change || node.dataset.marker)));
    }
    for (const node of root.querySelectorAll('[data-mark="deleted"], [data-mark="moved-from"]')) {
      node.classList.toggle('gone', !node.querySelector('[data-change]:not(.off)'));
    }
    const live = (node) => node.closest('[data-change]:not(.off)') || node.querySelector('[data-change]:not(.off)');
    const parts = '.cover > *, .control, .control tr, .text section, section > :not(h2, h3, h4, h5, h6, .anchor), .notes > ol > li, [role="row"]';
    for (const node of root.querySelectorAll(parts)) {
      const head = node.dataset.section && root.querySelector(`[data-within~="${node.dataset.section}"] [data-change]:not(.off)`);
      node.classList.toggle('quiet', !live(node) && !head && !node.querySelector('[role="columnheader"]'));
    }
  }

  // ---- the old text and the new one ----

  const GONE = { old: '[data-mark="inserted"], [data-mark="moved-to"], [data-side="new"]', new: '[data-mark="deleted"], [data-mark="moved-from"], [data-side="old"]' };

  function copied(node, side, holders) {
    if (holders.some((holder) => holder.matches(GONE[side])) || node.matches(GONE[side])) return null;
    let copy = node.cloneNode(true);
    if (side === 'old') {
      for (const then of copy.querySelectorAll('template[data-side="old"]')) {
        then.parentElement.querySelector('[data-side="new"]')?.remove();
        then.replaceWith(then.content.cloneNode(true));
      }
      for (const number of copy.querySelectorAll('[data-was]')) number.textContent = number.dataset.was;
      for (const item of [copy, ...copy.querySelectorAll('[data-was-value]')]) if (item.dataset.wasValue) item.value = Number(item.dataset.wasValue);
      for (const note of copy.querySelectorAll('.before')) note.remove();
    }
    for (const gone of copy.querySelectorAll(`${GONE[side]}, .anchor, .back`)) gone.remove();
    for (const holder of [...holders].reverse()) {
      const shell = holder.cloneNode(false);
      shell.append(copy);
      copy = shell;
    }
    if (side === 'old') copy = asLists(copy);
    for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id');
    return copy;
  }

  /** The copy with lists that were numbered or bulleted so again, and with items and paragraphs that were the other again. */
  function asLists(copy) {
    const around = document.createElement('div');
    around.append(copy);
    for (const list of around.querySelectorAll('[data-was-list]')) {
      const then = document.createElement(list.dataset.wasList);
      then.append(...list.childNodes);
      list.replaceWith(then);
    }
    for (const item of around.querySelectorAll('[data-was-block]')) {
      const list = item.parentElement;
      const rest = list.cloneNode(false);
      while (item.nextSibling) rest.append(item.nextSibling);
      list.after(as('div', item), ...(rest.children.length ? [rest] : []));
      item.remove();
      if (!list.children.length) list.remove();
    }
    for (const line of around.querySelectorAll('[data-was-item]')) {
      const list = document.createElement(line.dataset.wasItem);
      list.className = line.dataset.wasClass ?? '';
      const item = list.appendChild(as('li', line));
      if (item.dataset.wasValue) item.value = Number(item.dataset.wasValue);
      line.replaceWith(list);
    }
    return around.children.length > 1 ? around : around.firstElementChild;
  }

  /** An element with the attributes and the contents of another. */
  function as(name, node) {
    const made = document.createElement(name);
    for (const { name, value } of node.attributes) if (name !== 'value') made.setAttribute(name, value);
    made.append(...node.childNodes);
    return made;
  }

  function pair(node, holders, within, section) {
    const row = sides.appendChild(document.createElement('div'));
    row.setAttribute('role', 'row');
    row.dataset.within = within.join(' ');
    if (section) row.dataset.section = section;
    for (const side of ['old', 'new']) {
      const cell = row.appendChild(document.createElement('div'));
      cell.setAttribute('role', 'cell');
      const which = cell.appendChild(document.createElement('p'));
      which.className = 'which';
      which.textContent = side === 'old' ? 'Old' : 'New';
      const copy = copied(node, side, holders);
      cell.classList.toggle('none', !copy);
      if (copy) cell.append(copy);
    }
    row.classList.toggle('same', !row.querySelector('[data-change]'));
  }

  function pairs(node, holders, within) {
    let index = 0;
    for (const child of node.children) {
      if (child.matches('.anchor, .between')) continue;
      index += 1;
      if (child.matches('section')) pairs(child, holders, child.id ? [...within, child.id] : within);
      else if (child.matches('[data-mark]:not(li)') && child.querySelector('section')) pairs(child, [...holders, child], within);
      else if (child.matches('ol, ul') && child.children.length > 1) pairs(child, [...holders, child], within);
      else if (child.matches('h2, h3, h4, h5, h6')) pair(child, holders, within, node.id);
      else {
        if (child.matches('ol > li:not([value])')) child.value = index;
        pair(child, holders, within, '');
      }
    }
  }

  function build() {
    sides.setAttribute('role', 'table');
    sides.setAttribute('aria-label', 'The old and the new text side by side');
    const head = sides.appendChild(document.createElement('div'));
    head.setAttribute('role', 'row');
    for (const words of document.querySelector('h1').dataset.of.split(' ')) {
      const cell = head.appendChild(document.createElement('div'));
      cell.setAttribute('role', 'columnheader');
      cell.textContent = words;
    }
    for (const part of page.querySelectorAll('.cover, .control, .text')) pairs(part, [], []);
    mute(sides);
  }

  function view(name) {
    if (name === 'sides' && !sides.children.length) build();
    main.classList.toggle('view-sides', name === 'sides');
    sides.hidden = name !== 'sides';
    for (const button of controls.querySelectorAll('[data-view]')) button.setAttribute('aria-pressed', String(button.dataset.view === name));
    if (current) {
      for (const node of places(shown(), current)) node.classList.add('current');
      places(shown(), current)[0]?.scrollIntoView({ block: 'center' });
    }
  }

  // ---- what the reader does ----

  controls.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.dataset.step) step(Number(button.dataset.step));
    if (button?.dataset.view) view(button.dataset.view);
  });
  controls.addEventListener('change', apply);

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !choice('keys').checked) return;
    if (event.target.closest('select, textarea, input:not([type="checkbox"]), [contenteditable]')) return;
    if (event.key === 'n' || event.key === 'p') {
      event.preventDefault();
      step(event.key === 'n' ? 1 : -1);
    }
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const name = link && decodeURIComponent(link.hash.slice(1));
    if (name?.startsWith('row_')) unfold();
    const change = name && /^change_(\d+)$/.exec(name);
    if (change && rows.has(Number(change[1]))) {
      event.preventDefault();
      show(Number(change[1]));
    } else if (name && beside() && page.contains(document.getElementById(name))) {
      const target = document.getElementById(name);
      const id = target.dataset.change;
      const place = id ? [...sides.querySelectorAll(`[data-mark="${target.dataset.mark}"][data-change="${id}"]`)][0] : sides.querySelector(`[data-section="${CSS.escape(name)}"]`);
      if (!place) return;
      event.preventDefault();
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: 'center' });
    }
  });

  // browsers open a folded table for a link into it, but not all of them, and not to print it
  function unfold() {
    const folded = document.querySelector('.summary .rows');
    if (folded) folded.open = true;
  }

  addEventListener('beforeprint', unfold);
  controls.hidden = false;
  apply();
  const wanted = /^#change_(\d+)$/.exec(location.hash);
  if (wanted && rows.has(Number(wanted[1]))) show(Number(wanted[1]));
})();
