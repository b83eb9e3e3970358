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

  // The search box proposes codes: an editable combobox with a list, as the WAI-ARIA practices have it.
  function combobox(input) {
    const list = document.createElement('ul');
    const told = document.createElement('span');
    let options = [];
    let chosen = -1;
    let asked = 0;
    let waiting;
    list.id = 'options';
    list.className = 'options';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Codes');
    told.className = 'unseen';
    told.setAttribute('role', 'status');
    for (const [name, value] of Object.entries({role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'options'})) input.setAttribute(name, value);
    input.form.append(list, told);

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };
    const choose = next => {
      options[chosen]?.setAttribute('aria-selected', 'false');
      chosen = next;
      const option = options[chosen];
      if (!option) return input.removeAttribute('aria-activedescendant');
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({block: 'nearest'});
      input.setAttribute('aria-activedescendant', option.id);
    };
    const dates = () => [...input.form.elements].filter(each => each.type === 'hidden').map(each => [each.name, each.value]);
    const open = option => {
      const query = new URLSearchParams(dates()).toString();
      location.href = input.dataset.codes + encodeURIComponent(option.dataset.code) + (query && '?' + query);
    };
    const cell = (name, text) => Object.assign(document.createElement(name), {textContent: text});
    const show = answer => {
      options = answer.items.map((item, place) => {
        const option = document.createElement('li');
        option.id = 'option-' + place;
        option.dataset.code = item.code;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.append(cell('b', item.code), cell('span', item.short_description ?? ''), cell('i', signs[item.status] ?? ''));
        option.addEventListener('mousedown', event => event.preventDefault());
        option.addEventListener('click', () => open(option));
        return option;
      });
      list.replaceChildren(...options);
      chosen = -1;
      list.hidden = options.length === 0;
      input.setAttribute('aria-expanded', String(options.length > 0));
      input.removeAttribute('aria-activedescendant');
      const total = answer.total ?? options.length;
      told.textContent = total === 0 ? 'No code is like that.' : `${total.toLocaleString('en')} ${total === 1 ? 'code' : 'codes'}; ${options.length} to choose from with the arrow keys.`;
    };
    const ask = async () => {
      const words = input.value.trim();
      const mine = ++asked;
      if (!words) return close();
      try {
        const query = new URLSearchParams({q: words, limit: '8'});
        const response = await fetch(input.dataset.api + '?' + query, {headers: {Accept: 'application/json'}});
        if (mine === asked && response.ok && document.activeElement === input) show(await response.json());
      } catch {
        close();
      }
    };
    input.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 80);
    });
    input.addEventListener('blur', close);
    input.addEventListener('keydown', event => {
      const last = options.length - 1;
      if (event.key === 'Escape' && !list.hidden) close();
      else if (event.key === 'ArrowDown' && !list.hidden) choose(chosen === last ? -1 : chosen + 1);
      else if (event.key === 'ArrowDown') ask();
      else if (event.key === 'ArrowUp' && !list.hidden) choose(chosen === -1 ? last : chosen - 1);
      else if (event.key === 'Enter' && options[chosen] && !list.hidden) open(options[chosen]);
      else return;
      event.preventDefault();
    });
    document.addEventListener('keydown', event => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }
  const signs = {active: '', terminated: '✕ ended', future: '○ future', absent: '◌ absent'};

  function copying(button) {
    button.addEventListener('click', async () => {
      await navigator.clipboard?.writeText(button.dataset.copy ?? location.href);
      button.parentElement.querySelector('.copied').textContent = 'copied';
    });
  }

  // A click into the time line asks for the day below it.
  function clickable(line) {
    const [begin, end] = [line.dataset.begin, line.dataset.end].map(day => Date.parse(day));
    line.addEventListener('click', event => {
      const box = line.getBoundingClientRect();
      if (event.detail === 0 || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const url = new URL(location.href);
      const day = begin + (end - begin) * Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      url.searchParams.set('on', new Date(day).toISOString().slice(0, 10));
      location.href = url;
    });
  }

  document.documentElement.classList.add('js');
  const box = document.getElementById('q');
  if (box?.dataset.api) combobox(box);
  document.querySelectorAll('.copy').forEach(copying);
  document.querySelectorAll('svg.time').forEach(clickable);

  for (const table of document.querySelectorAll('table')) {
    if (table.tBodies[0].rows.length > 1 && !table.matches('.plain') && !table.tHead.querySelector('a')) sortable(table);
    if (table.tBodies[0].rows.length > 10 && table.closest('details')) filterable(table);
  }

  // A link to a section opens what is closed in it.
  const open = () => document.querySelector(`${location.hash || '#none'} details:not([open])`)?.setAttribute('open', '');
  addEventListener('hashchange', open);
  open();
})();
