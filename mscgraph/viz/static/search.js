// Find an entity by any of its names, in either language.

const GREEK = { α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', κ: 'kappa', ö: 'o', é: 'e' };
const SHOWN = 8;

/** Fold a name as the command line does: case, width, Greek letters, blanks and inner hyphens do not count. */
function fold(name) {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[αβγδκöé]/g, (letter) => GREEK[letter])
    .replace(/[\s_'’·,,()()]+|(?<=\w)[-‐‑‒–—/](?=\w)/g, '');
}

let names = null;
/** Every name of what is shown, and of what a path may start from or lead to. */
function allNames() {
  if (names) return names;
  const entries = [
    ...Object.entries(data.entities).map(([id, entity]) => [id, [...entity.label, ...(entity.names || []), id], true]),
    ...Object.entries(data.labels).filter(([id]) => canWalk(id)).map(([id, label]) => [id, [...label, id], false]),
  ];
  names = entries.flatMap(([id, own, shown]) => [...new Set(own)].map((name) => ({ id, name, shown, folded: fold(name) })));
  return names;
}

/** List the best name of each entity that a text may mean. */
function matches(text, accepts) {
  const wanted = fold(text);
  if (!wanted) return [];
  const best = new Map();
  allNames().filter(accepts).forEach(({ id, name, folded }) => {
    const at = folded.indexOf(wanted);
    if (at < 0) return;
    const rank = folded === wanted ? 0 : at === 0 ? 1 : 2;
    const held = best.get(id);
    if (!held || rank < held.rank || (rank === held.rank && name.length < held.name.length)) best.set(id, { id, name, rank });
  });
  return [...best.values()].sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.id < b.id ? -1 : 1));
}

const kindWord = (id) => (kindOf(id) ? say(data.kinds[kindOf(id)][0]) : id);

/** Let an input suggest entities in a list; `accepts` says which, `take` gets the one picked. */
function suggestionsIn(input, listbox, { accepts = ({ shown }) => shown, take }) {
  let found = [];
  let at = -1;
  const close = () => {
    listbox.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = () => {
    [...listbox.children].forEach((line, i) => line.setAttribute('aria-selected', String(i === at)));
    if (at >= 0) input.setAttribute('aria-activedescendant', `${listbox.id}-${at}`);
    else input.removeAttribute('aria-activedescendant');
  };
  const pick = (number) => {
    const picked = found[number];
    if (!picked) return;
    input.value = labelOf(picked.id);
    close();
    take(picked.id);
  };
  const suggest = () => {
    found = matches(input.value, accepts).slice(0, SHOWN);
    at = found.length ? 0 : -1;
    const lines = found.map(({ id, name }, i) => {
      const also = name === labelOf(id) ? kindWord(id) : `${kindWord(id)} · ${name}`;
      const line = el('li', { id: `${listbox.id}-${i}`, role: 'option' }, labelOf(id), el('small', {}, also));
      line.addEventListener('mousedown', (event) => {
        event.preventDefault();
        pick(i);
      });
      return line;
    });
    if (input.value.trim() && !lines.length) lines.push(el('li', { role: 'option', 'aria-disabled': 'true' }, word('search.none')));
    listbox.replaceChildren(...lines);
    listbox.hidden = !lines.length;
    input.setAttribute('aria-expanded', String(!listbox.hidden));
    mark();
  };
  input.addEventListener('input', suggest);
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && found.length && !listbox.hidden) {
      event.preventDefault();
      at = (at + move + found.length) % found.length;
      mark();
    } else if (event.key === 'Enter' && !listbox.hidden) {
      event.preventDefault();
      pick(at);
    } else if (event.key === 'Escape' && !listbox.hidden) {
      event.stopPropagation();
      close();
    }
  });
}
