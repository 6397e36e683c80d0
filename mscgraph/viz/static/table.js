// The same claims as a table, for screen readers and for those who would rather read.
// On a phone the style sheet makes a card of each row, so the roles are said: a browser may forget them there.

const HEADS = ['claim', 'subject', 'relation', 'object', 'sign', 'belief', 'says', 'references'];

function referenceCell(claim) {
  const idents = new Set(claim.evidence.flatMap((evidence) => (evidence.cites || []).map((cite) => cite.reference)));
  return [...idents].map((ident) => {
    const reference = data.references[ident];
    const links = (reference.links || []).flatMap(([text, address]) => [' ', link(text, address)]);
    return el('div', {}, ident, reference.retracted ? el('b', { className: 'alarm' }, ` ${word('retracted')}`) : null, ...links);
  });
}

function tableRow(id) {
  const claim = data.claims[id];
  const verb = say(data.verbs[claim.predicate] || [claim.predicate, claim.predicate]);
  const through = (claim.through || []).map(labelOf).join(comma());
  const open = button(id, () => {
    closeTable();
    showClaim(id);
  }, 'link');
  const cell = (head, ...children) => el('td', { role: 'cell', 'data-head': word(head) }, ...children);
  return el(
    'tr', { role: 'row' },
    el('th', { scope: 'row', role: 'rowheader' }, open),
    cell('subject', labelOf(claim.subject)),
    cell('relation', `${claim.negated ? `${word('not')} ` : ''}${verb}`, through ? ` (${word('through')} ${through})` : ''),
    cell('object', labelOf(claim.object)),
    cell('sign', signOf(claim.sign)),
    cell('belief', claim.belief === undefined ? '' : claim.belief.toFixed(2)),
    cell('says', ...claim.evidence.map((evidence) => el('div', {}, say(evidence.says)))),
    cell('references', ...referenceCell(claim)),
  );
}

function fillTable() {
  const section = byId('table');
  if (section.hidden) return;
  const heads = HEADS.map((head) => el('th', { scope: 'col', role: 'columnheader' }, word(head)));
  const rows = shownClaims().map(tableRow);
  section.replaceChildren(el(
    'table', { role: 'table' },
    el('caption', {}, `${word('table.title')} (${rows.length})`),
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...heads)),
    el('tbody', { role: 'rowgroup' }, ...rows),
  ));
}

function openTable() {
  byId('table').hidden = false;
  byId('table-button').setAttribute('aria-expanded', 'true');
  fillTable();
  byId('table').focus();
  remember({});
}

function closeTable() {
  byId('table').hidden = true;
  byId('table-button').setAttribute('aria-expanded', 'false');
  byId('table-button').focus();
  remember({});
}
