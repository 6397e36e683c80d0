// The panel: what stands behind an entity, a line or a path. Everything is put in as text.

/** Pixels of the picture below which the legend gives way to the panel, unless the reader is in it. */
const ROOM = 1000;
let legendGaveWay = false;

function giveWay() {
  const legend = byId('legend');
  if (!legend.open || byId('picture').offsetWidth >= ROOM || legend.contains(document.activeElement)) return;
  legendGaveWay = true;
  legend.open = false;
}

function takeBack() {
  if (legendGaveWay) byId('legend').open = true;
  legendGaveWay = false;
}

/** Open the panel on something; `again` shows it once more when the language changes. */
function openPanel(again, { focus = false } = {}) {
  const panel = byId('panel');
  panel.again = again;
  byId('panel-text').replaceChildren(...again().filter((part) => part !== null));
  const wasHidden = panel.hidden;
  panel.hidden = false;
  panel.scrollTop = 0;
  if (wasHidden) giveWay();
  if (focus) panel.focus();
}

function refreshPanel() {
  const panel = byId('panel');
  if (panel.again && !panel.hidden) byId('panel-text').replaceChildren(...panel.again().filter((part) => part !== null));
}

function closePanel() {
  const panel = byId('panel');
  const held = panel.contains(document.activeElement);
  panel.hidden = true;
  takeBack();
  light(null);
  remember({ claim: null, entity: null });
  if (held) byId('picture').focus();
}

// ------------------------------------------------------------------ claims

function sentence(claim) {
  const through = (claim.through || []).map(labelOf).join(comma());
  const verb = say(data.verbs[claim.predicate] || [claim.predicate, claim.predicate]);
  const not = claim.negated ? `${word('not')} ` : '';
  const way = through ? `  [${word('through')} ${through}]` : '';
  return `${not}${labelOf(claim.subject)} —${verb}→ ${labelOf(claim.object)}${way}`;
}

function contextList(claim) {
  const parts = (claim.context || []).flatMap(([key, value]) => [el('dt', {}, word(`context.${key}`)), el('dd', {}, say(value))]);
  return parts.length ? el('dl', {}, ...parts) : null;
}

function claimLines(ids) {
  return ids.map((id) => (data.claims[id]
    ? button(`${id} · ${sentence(data.claims[id])}`, () => showClaim(id))
    : el('p', { className: 'soft' }, id)));
}

function citeBlock(cite) {
  const reference = data.references[cite.reference];
  const wrong = cite.relay === 'discrepant';
  const differs = (cite.on || []).map(word).join(comma());
  const links = (reference.links || []).flatMap(([text, address]) => [' ', link(text, address)]);
  const gone = reference.retracted;
  return el(
    'div', { className: wrong || gone ? 'cite wrong' : 'cite' },
    cite.printed ? el('b', {}, `[${cite.printed}] `) : null,
    reference.text, ...links,
    gone ? el('p', { className: 'alarm' }, `${word('retracted')} ${gone[0]} `, link(gone[1], gone[1])) : null,
    wrong
      ? el('p', { className: 'alarm' }, word('discrepant'), differs ? ` (${word('on')}${colon()}${differs})` : '', cite.note ? `${colon()}${say(cite.note)}` : '')
      : el('p', { className: 'soft' }, word(`relay.${cite.relay}`), cite.note ? `${colon()}${say(cite.note)}` : ''),
    ...(reference.notes || []).map(([kind, text]) => el('p', { className: 'soft' }, `${word(kind)}${colon()}${say(text)}`)),
  );
}

function evidenceBlock(evidence) {
  const [document_, section] = evidence.where;
  return el(
    'div', { className: 'evidence' },
    el('p', { className: 'says' }, say(evidence.says)),
    el('ul', { className: 'marks' }, ...evidence.marks.map((mark_) => el('li', {}, word(mark_))), el('li', {}, `${document_} §${section}`)),
    evidence.study ? el('p', { className: 'soft' }, `${word('study')}${colon()}${say(evidence.study)}`) : null,
    list((evidence.facts || []).map(say)),
    evidence.note ? el('p', { className: 'soft' }, `${word('note')}${colon()}${evidence.note}`) : null,
    evidence.joint ? el('p', { className: 'soft' }, word('joint')) : null,
    ...(evidence.cites ? evidence.cites.map(citeBlock) : [el('p', { className: 'soft' }, word('no_cites'))]),
  );
}

function claimCard(id) {
  const claim = data.claims[id];
  const belief = claim.belief === undefined ? '' : ` · ${word('belief')} ${claim.belief.toFixed(2)}`;
  return el(
    'article', { className: 'card' },
    el('h3', {}, `${id} · ${word('sign')} ${signOf(claim.sign)}${belief}`),
    el('p', {}, sentence(claim)),
    claim.withdrawn ? el('p', { className: 'alarm' }, `${word('withdrawn')}${colon()}${claim.withdrawn}`) : null,
    contextList(claim),
    ...claim.evidence.map(evidenceBlock),
    claim.note ? el('p', { className: 'soft' }, `${word('note')}${colon()}${claim.note}`) : null,
    citeBox(() => referencesOf([id])),
    claim.opposed ? el('div', {}, el('h3', {}, word('opposed_by')), ...claimLines(claim.opposed)) : null,
    claim.mechanisms ? el('p', { className: 'soft' }, `${word('mechanisms')}${colon()}${claim.mechanisms.map((own) => say(data.mechanisms[own].label)).join(comma())}`) : null,
  );
}

function claimPanel(id) {
  const claim = data.claims[id];
  return [el('h2', {}, `${labelOf(claim.subject)} → ${labelOf(claim.object)}`), claimCard(id)];
}

/** Show a claim that was picked from a text, and the lines that stand for it. */
function showClaim(id) {
  const run = data.edges.filter((edge) => edge.claims.includes(id));
  if (run.length && run.every((edge) => edge.layer === 'denied')) state.denied = true;
  if (run.some((edge) => edge.layer === 'denied')) refilter();
  const { subject } = data.claims[id];
  if (!run.some(isShown) && data.entities[subject]) {
    clearFilter();
    refilter();
    if (!run.some(isShown)) showScene(overview ? sceneAround(subject) : SCENES.base());
  }
  lightRun(run);
  openPanel(() => claimPanel(id), { focus: true });
  remember({ claim: id });
  afterResize(() => fitTo(isLit));
}

/** A stream of the overview: every claim between two cards, to be opened one by one. */
function streamPanel(stream) {
  const ids = [...new Set(streamLines(stream).flatMap((at) => data.edges[at].claims))].filter((id) => passing.has(id));
  return [
    el('h2', {}, `${cardName(stream.from)} → ${cardName(stream.to)}`),
    el('p', { className: 'soft' }, `${word('claims')}${colon()}${ids.length}`),
    ...claimLines(ids),
  ];
}

const cardName = (id) => (clusters[id] ? cardOf(id)[0].replace('\n', ' ') : labelOf(id));

function linkPanel(edge) {
  return [
    el('h2', {}, `${labelOf(edge.from)} —${say(edge.name)}→ ${labelOf(edge.to)}`),
    edge.relation ? el('p', {}, `${word('facts')}${colon()}${say(edge.relation)}`) : null,
    ...edge.claims.map(claimCard),
  ];
}

// ------------------------------------------------------------------ entities

function edgeLine(edge, other) {
  const count = edge.claims.length > 1 ? ` (${edge.claims.length})` : '';
  return button(`${say(edge.name)} · ${labelOf(other)}${count}`, () => {
    lightRun([edge]);
    openPanel(() => linkPanel(edge));
  });
}

function edgeList(title, edges_, end) {
  if (!edges_.length) return [];
  return [el('h3', {}, `${word(title)} (${edges_.length})`), ...edges_.map((edge) => edgeLine(edge, edge[end]))];
}

function entityPanel(id) {
  const entity = data.entities[id];
  const other = entity.label[1 - state.language];
  const parents = (entity.parents || []).map(say).join(comma());
  const out = data.edges.filter((edge) => edge.from === id);
  const into = data.edges.filter((edge) => edge.to === id && edge.from !== id);
  return [
    el('h2', {}, labelOf(id)),
    el('p', { className: 'soft' }, `${other} · ${say(data.kinds[entity.kind][0])}`),
    el(
      'p', { className: 'acts' },
      button(word('around'), () => goTo(id), 'small'),
      canWalk(id) ? button(word('from_here'), () => openRoutes({ source: id }), 'small') : null,
      canWalk(id) ? button(word('to_here'), () => openRoutes({ target: id }), 'small') : null,
    ),
    entity.names ? el('p', { className: 'soft' }, `${word('also')}${colon()}${entity.names.join(comma())}`) : null,
    parents ? el('p', { className: 'soft' }, `${word('is_a')}${colon()}${parents}`) : null,
    el('h3', {}, word('ids')),
    el('p', {}, ...entity.ids.flatMap(([text, address]) => [link(text, address), ' '])),
    entity.note ? el('p', { className: 'soft' }, `${word('note')}${colon()}${entity.note}`) : null,
    ...edgeList('out', out, 'to'),
    ...edgeList('in', into, 'from'),
    out.length || into.length ? null : el('p', {}, word('nothing')),
  ];
}

// ------------------------------------------------------------------ the part itself

function pathCard(path, number) {
  return el(
    'article', { className: 'card' },
    button(`${number + 1}. ${say(path.text)}`, () => lightRun(path.links.map((at) => data.edges[at]))),
    ...path.facts.map((fact) => el('p', { className: 'soft' }, say(fact))),
    citeBox(() => referencesOf(path.links.flatMap((at) => data.edges[at].claims.slice(0, 1)))),
    path.against.length ? el('div', {}, el('h3', {}, word('against')), ...claimLines(path.against)) : null,
  );
}

function aboutPanel() {
  return [
    el('h2', {}, say(data.title)),
    ...data.groups.flatMap(([heading, ids]) => [el('h3', {}, say(heading)), ...ids.map((id) => button(labelOf(id), () => goTo(id)))]),
    ...data.notes.map((note) => el('p', { className: 'soft' }, say(note))),
    ...(data.paths.length ? [el('h3', {}, word('paths'))] : []),
    ...data.paths.map(pathCard),
    el('p', { className: 'soft' }, word('keys')),
    el('p', { className: 'soft' }, `mscgraph ${data.version}`),
  ];
}
