// References to take away, as text or BibTeX; and what is in doubt, claim by claim.

/** References behind claims, once each, in the order of the claims. */
function referencesOf(ids) {
  return [...new Set(ids.flatMap((id) => citesOf(data.claims[id]).map((cite) => cite.reference)))];
}

function citationText(ident) {
  const reference = data.references[ident];
  const [first] = reference.links || [];
  const gone = reference.retracted ? ` [${word('retracted')} ${reference.retracted[0]}]` : '';
  return `${reference.text}${first ? ` ${first[0]}` : ''}${gone}`;
}

const STYLES = {
  text: (idents) => `${idents.map((ident, i) => `${i + 1}. ${citationText(ident)}`).join('\n')}\n`,
  bibtex: (idents) => idents.map((ident) => data.references[ident].bibtex || '').join('\n'),
};

/** Copy a text; where the browser forbids it, leave it selected. */
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    notify(word('copied'));
  } catch {
    if (shown) shown.select();
    notify(document.execCommand && document.execCommand('copy') ? word('copied') : word('not_copied'));
  }
}

/** Buttons that copy references, and show what they copied. */
function citeBox(idents) {
  if (!idents().length) return null;
  const shown = el('textarea', { readOnly: true, hidden: true, rows: 5, 'aria-label': word('references') });
  const give = (style) => () => {
    shown.value = STYLES[style](idents());
    shown.hidden = false;
    copy(shown.value, shown);
  };
  return el('div', { className: 'acts' }, button(word('copy.text'), give('text'), 'small'), button(word('copy.bibtex'), give('bibtex'), 'small'), shown);
}

// ------------------------------------------------------------------ what is in doubt

function retractedParts(ids) {
  const gone = referencesOf(ids).filter((ident) => data.references[ident].retracted);
  return gone.flatMap((ident) => {
    const own = ids.filter((id) => citesOf(data.claims[id]).some((cite) => cite.reference === ident));
    return [el('h3', {}, citationText(ident)), ...claimLines(own)];
  });
}

function opposedParts(ids) {
  const told = new Set();
  return ids.filter((id) => data.claims[id].opposed).flatMap((id) => {
    const others = data.claims[id].opposed.filter((other) => !told.has(`${other} ${id}`));
    others.forEach((other) => told.add(`${id} ${other}`));
    return others.length ? [el('div', { className: 'card' }, ...claimLines([id]), el('p', { className: 'soft' }, word('against')), ...claimLines(others))] : [];
  });
}

function faultPanel() {
  const parts = [...filter.audit].flatMap((fault) => {
    const ids = Object.keys(data.claims).filter((id) => faults[id].includes(fault));
    const lines = { retracted: retractedParts, opposed: opposedParts }[fault] || claimLines;
    return [el('h2', {}, `${word(`audit.${fault}`)} (${ids.length})`), ...lines(ids)];
  });
  return parts.length ? parts : aboutPanel();
}

/** Show what is in doubt: in a large picture laid out anew, family by family. */
function showFaults() {
  if (overview) {
    const run = data.edges.filter(isPassing);
    const ends = [...new Set(run.flatMap(({ from, to }) => [from, to]))];
    const columns = Object.keys(data.families).flatMap((family) => inColumns(ends.filter((id) => cards.get(id).family === family)));
    if (ends.length) showScene(laidOut({ name: 'audit', centre: [] }, columns, run));
  }
  openPanel(faultPanel);
  afterResize(fitAll);
}
