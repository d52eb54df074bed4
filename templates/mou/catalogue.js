// Finds clauses in the list of the page: every word that was typed must stand in what is known of a clause. Without it the list is whole.
(() => {
  'use strict';
  const controls = document.querySelector('.finding');
  const [words, kind, status] = ['words', 'kind', 'status'].map((name) => controls.querySelector(`[name="${name}"]`));
  const said = document.querySelector('[role="status"]');
  const kinds = [...document.querySelectorAll('[data-kind]')];
  const none = document.querySelector('.nothing');

  function find() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of kinds) {
      let shown = 0;
      for (const clause of group.querySelectorAll('[data-words]')) {
        const fits = (kind.value === '' || kind.value === group.dataset.kind) && (status.value === '' || status.value === clause.dataset.status)
          && wanted.every((word) => clause.dataset.words.includes(word));
        clause.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      group.hidden = shown === 0;
      count += shown;
    }
    none.hidden = count > 0;
    said.textContent = `${count} ${count === 1 ? 'clause' : 'clauses'}`;
  }

  controls.hidden = false;
  controls.addEventListener('input', find);
  controls.addEventListener('submit', (event) => { event.preventDefault(); find(); });
  controls.addEventListener('reset', () => setTimeout(find));
  find();
})();
