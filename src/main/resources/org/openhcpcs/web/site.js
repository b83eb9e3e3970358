(() => {
  'use strict';
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
        option.append(cell('b', item.code), cell('span', item.short_description ?? ''), cell('i', said(item) + (answer.notes.some(note => note.includes('spelt')) ? ' · spelt alike' : '')));
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
      told.textContent = answer.notes.map(note => note + '. ').join('') + (total === 0 ? 'No code is like that.' : `${total.toLocaleString('en')} ${total === 1 ? 'code' : 'codes'}; ${options.length} to choose from with the arrow keys.`);
    };
    const ask = async () => {
      const words = input.value.trim();
      const mine = ++asked;
      if (!words) return close();
      try {
        const query = new URLSearchParams([['q', words], ['limit', '8'], ['facets', 'no'], ...dates()]);
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
  // What is worth knowing before it is chosen: when, what became of it, and how well it matches.
  const signs = {'not yet valid': '○ from ', terminated: '✕ ended ', absent: '◌ absent, from ', valid: '● from '};
  const said = item => (signs[item.verdict] ?? '') + ((item.verdict === 'terminated' ? item.valid_to : item.valid_from) ?? '') + (item.meant ? ' · it meant then: ' + item.meant : '') + (item.matched === 'some words' ? ' · some of the words' : '');

  function copying(button) {
    button.addEventListener('click', async () => {
      const text = button.dataset.copy ?? location.href;
      if (navigator.clipboard) {
        await navigator.clipboard.writeText(text);
      } else { // a site without TLS that is not this machine's own
        const area = Object.assign(document.createElement('textarea'), {value: text});
        button.after(area);
        area.select();
        document.execCommand('copy');
        area.remove();
        button.focus();
      }
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
  // On a phone it stands above the list, and would fill the screen.
  if (matchMedia('(max-width: 50rem)').matches) document.querySelector('.facets')?.removeAttribute('open');
})();
