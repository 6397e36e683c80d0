// The same claims as a table, for screen readers and for those who would rather read.

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
  return el(
    'tr', {},
    el('th', { scope: 'row' }, open),
    el('td', {}, labelOf(claim.subject)),
    el('td', {}, `${claim.negated ? `${word('not')} ` : ''}${verb}`, through ? ` (${word('through')} ${through})` : ''),
    el('td', {}, labelOf(claim.object)),
    el('td', {}, signOf(claim.sign)),
    el('td', {}, claim.belief === undefined ? '' : claim.belief.toFixed(2)),
    el('td', {}, ...claim.evidence.map((evidence) => el('div', {}, say(evidence.says)))),
    el('td', {}, ...referenceCell(claim)),
  );
}

function fillTable() {
  const section = byId('table');
  if (section.hidden) return;
  const heads = HEADS.map((head) => el('th', { scope: 'col' }, word(head)));
  const rows = shownClaims().map(tableRow);
  section.replaceChildren(el(
    'table', {},
    el('caption', {}, `${word('table.title')} (${rows.length})`),
    el('thead', {}, el('tr', {}, ...heads)),
    el('tbody', {}, ...rows),
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
