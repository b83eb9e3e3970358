(() => {
  'use strict';
  const words = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
  const number = text => text === '' ? NaN : Number(text.replaceAll(',', ''));

  function sortable(table) {
    const body = table.tBodies[0];
    const published = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const now = head.getAttribute('aria-sort');
        const next = now === 'ascending' ? 'descending' : now === 'descending' ? '' : 'ascending';
        heads.forEach(other => other.removeAttribute('aria-sort'));
        if (next) head.setAttribute('aria-sort', next);
        body.append(...(next ? sorted(published, column, head.classList.contains('number'), next) : published));
      });
    });
  }

  // Blanks come last in either direction; equal rows stay as they were listed.
  function sorted(rows, column, isNumber, direction) {
    const sign = direction === 'ascending' ? 1 : -1;
    const keyed = rows.map(row => [row.cells[column].textContent.trim(), row]);
    keyed.sort(([a], [b]) => {
      if (a === '' || b === '') return (a === '') - (b === '');
      return sign * (isNumber ? number(a) - number(b) : words.compare(a, b));
    });
    return keyed.map(([, row]) => row);
  }

  function filterable(table) {
    const rows = [...table.tBodies[0].rows];
    const box = document.createElement('div');
    const label = document.createElement('label');
    const input = document.createElement('input');
    const found = document.createElement('output');
    box.className = 'filter';
    input.type = 'search';
    input.autocomplete = 'off';
    input.placeholder = 'words that a row has';
    label.append('Filter ', input);
    box.append(label, found);
    table.parentElement.before(box);
    let texts;
    let waiting;
    const show = () => {
      texts ??= rows.map(row => [...row.cells].map(cell => cell.textContent).join(' ').toLowerCase());
      const wanted = input.value.toLowerCase().split(/\s+/).filter(word => word);
      let count = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every(word => texts[i].includes(word));
        if (!row.hidden) count++;
      });
      found.textContent = wanted.length ? `${count.toLocaleString('en')} of ${rows.length.toLocaleString('en')} rows` : '';
    };
    input.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 120);
    });
  }

  for (const table of document.querySelectorAll('table')) {
    if (table.tBodies[0].rows.length > 1 && !table.matches('.plain') && !table.tHead.querySelector('a')) sortable(table);
    if (table.tBodies[0].rows.length > 10 && table.closest('details')) filterable(table);
  }

  // A link to a section opens what is closed in it.
  const open = () => document.querySelector(`${location.hash || '#none'} details:not([open])`)?.setAttribute('open', '');
  addEventListener('hashchange', open);
  open();
})();
