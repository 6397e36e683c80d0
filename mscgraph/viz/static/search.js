// Find an entity by any of its names, in either language.

const GREEK = { α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', κ: 'kappa', ö: 'o', é: 'e' };
const SHOWN = 8;
const finder = { index: [], found: [], at: -1 };

/** Fold a name as the command line does: case, width, Greek letters, blanks and inner hyphens do not count. */
function fold(name) {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[αβγδκöé]/g, (letter) => GREEK[letter])
    .replace(/[\s_'’·,,()()]+|(?<=\w)[-‐‑‒–—/](?=\w)/g, '');
}

function indexNames() {
  finder.index = Object.entries(data.entities).flatMap(([id, entity]) =>
    [...new Set([...entity.label, ...(entity.names || []), id])].map((name) => ({ id, name, folded: fold(name) })));
}

/** List the best name of each entity that a text may mean. */
function matches(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const best = new Map();
  finder.index.forEach(({ id, name, folded }) => {
    const at = folded.indexOf(wanted);
    if (at < 0) return;
    const rank = folded === wanted ? 0 : at === 0 ? 1 : 2;
    const held = best.get(id);
    if (!held || rank < held.rank || (rank === held.rank && name.length < held.name.length)) best.set(id, { id, name, rank });
  });
  return [...best.values()].sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.id < b.id ? -1 : 1));
}

function suggest() {
  const input = byId('search');
  finder.found = matches(input.value).slice(0, SHOWN);
  finder.at = finder.found.length ? 0 : -1;
  const list = byId('suggestions');
  const lines = finder.found.map(({ id, name }, i) => {
    const kind = say(data.kinds[data.entities[id].kind][0]);
    const also = name === labelOf(id) ? kind : `${kind} · ${name}`;
    const line = el('li', { id: `suggestion-${i}`, role: 'option' }, labelOf(id), el('small', {}, also));
    line.addEventListener('mousedown', (event) => {
      event.preventDefault();
      take(i);
    });
    return line;
  });
  if (input.value.trim() && !lines.length) lines.push(el('li', { role: 'option' }, word('search.none')));
  list.replaceChildren(...lines);
  list.hidden = !lines.length;
  input.setAttribute('aria-expanded', String(!list.hidden));
  mark();
}

function mark() {
  [...byId('suggestions').children].forEach((line, i) => line.setAttribute('aria-selected', String(i === finder.at)));
  if (finder.at >= 0) byId('search').setAttribute('aria-activedescendant', `suggestion-${finder.at}`);
  else byId('search').removeAttribute('aria-activedescendant');
}

function closeSuggestions() {
  byId('suggestions').hidden = true;
  byId('search').setAttribute('aria-expanded', 'false');
}

function take(number) {
  const picked = finder.found[number];
  if (!picked) return;
  byId('search').value = labelOf(picked.id);
  closeSuggestions();
  goTo(picked.id);
}

function listenToSearch() {
  const input = byId('search');
  input.addEventListener('input', suggest);
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', closeSuggestions);
  input.addEventListener('keydown', (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && finder.found.length) {
      event.preventDefault();
      finder.at = (finder.at + move + finder.found.length) % finder.found.length;
      mark();
    } else if (event.key === 'Enter') {
      take(finder.at);
    }
  });
}
