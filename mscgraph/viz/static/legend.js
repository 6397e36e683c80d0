// The legend explains what is drawn, and is the filter: what is unticked goes.

/** Make a small canvas and draw on it. */
function swatch(draw) {
  const [width, height] = [38, 20];
  const canvas = document.createElement('canvas');
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  draw(ctx, width, height);
  return canvas;
}

function kindSwatch(family, shape) {
  return swatch((ctx, width, height) => {
    const paint = paintOf(family);
    const path = outline(shape, shape === 'ellipse' ? 18 : 32, shape === 'ellipse' ? 10 : 14);
    ctx.translate(width / 2, height / 2);
    ctx.fillStyle = paint.fill;
    ctx.fill(path);
    ctx.strokeStyle = paint.line;
    ctx.lineWidth = 1.5;
    ctx.stroke(path);
  });
}

function signSwatch(head, ink, dashes) {
  return swatch((ctx, width, height) => {
    const [end, middle] = [width - 4, height / 2];
    ctx.strokeStyle = ctx.fillStyle = ink;
    ctx.lineWidth = 2;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    ctx.moveTo(2, middle);
    ctx.lineTo(end - 5, middle);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    if (head === 'circle') {
      ctx.arc(end - 4, middle, 4, 0, 2 * Math.PI);
    } else if (head === 'bar') {
      ctx.rect(end - 5, middle - 6, 3, 12);
    } else {
      const notch = head === 'vee' ? end - 6 : end - 9;
      [[end, middle], [end - 9, middle - 5], [notch, middle], [end - 9, middle + 5]].forEach((p) => ctx.lineTo(...p));
    }
    ctx.fill();
  });
}

/** Values that the picture holds, with the number of entities, lines or claims behind each. */
function counted(group) {
  const counts = new Map();
  const count = (value) => counts.set(value, (counts.get(value) || 0) + 1);
  if (group === 'kind') Object.values(data.entities).forEach(({ kind }) => count(kind));
  else if (group === 'sign') data.edges.forEach((edge) => count(lineSign(edge)));
  else Object.values(data.claims).forEach((claim) => new Set(VALUES[group](claim)).forEach(count));
  return counts;
}

/** How each group of the legend is ordered, named and drawn. */
const LEGEND = {
  kind: {
    order: Object.keys(data.kinds).sort((a, b) => Object.keys(data.families).indexOf(data.kinds[a][1]) - Object.keys(data.families).indexOf(data.kinds[b][1])),
    name: (kind) => say(data.kinds[kind][0]),
    sign: (kind) => kindSwatch(data.kinds[kind][1], data.kinds[kind][2]),
  },
  sign: {
    order: ['+', '-', '?', '0', 'denied'],
    name: (sign) => word(`sign.${sign}`),
    sign: (sign) => (sign === 'denied' ? signSwatch('arrow', inkOf('?'), [6, 4]) : signSwatch(data.signs[sign][0], inkOf(sign), sign === '0' ? [2, 3] : [])),
  },
  standing: { order: ['patients', 'animals', 'in_vitro', 'review', 'supposed'], name: (standing) => word(`standing.${standing}`) },
  design: { name: (design) => word(`design.${design}`) },
  document: { name: (id) => (data.documents[id] ? say(data.documents[id]) : id) },
};

function tick(key, text, checked, act, sign = null) {
  const input = el('input', { type: 'checkbox', checked, 'data-key': key });
  input.addEventListener('change', () => act(input.checked));
  return el('label', {}, input, sign, el('span', {}, text));
}

function isTicked(group, value) {
  return value === 'denied' && group === 'sign' ? state.denied : !filter.off[group].has(value);
}

function setTick(group, value, on) {
  if (group === 'sign' && value === 'denied') {
    switchLayer('denied', on);
    return;
  }
  filter.off[group][on ? 'delete' : 'add'](value);
  refilter();
}

function legendGroup(group, open) {
  const { order, name, sign } = LEGEND[group];
  const counts = counted(group);
  const values = (order || [...counts.keys()].sort()).filter((value) => counts.has(value));
  if (!values.length) return null;
  const lines = values.map((value) => tick(`${group}.${value}`, `${name(value)} (${counts.get(value)})`, isTicked(group, value), (on) => setTick(group, value, on), sign ? sign(value) : null));
  return el('details', { open, className: `group ${group}` }, el('summary', {}, word(`group.${group}`)), ...lines);
}

function beliefGroup() {
  const input = el('input', { type: 'range', min: '0', max: '0.9', step: '0.1', value: String(filter.belief), 'aria-label': word('group.belief') });
  const shown = el('span', {}, `≥ ${filter.belief.toFixed(1)}`);
  input.addEventListener('input', () => {
    filter.belief = Number(input.value);
    shown.textContent = `≥ ${filter.belief.toFixed(1)}`;
    refilter();
  });
  return el('details', { open: filter.belief > 0, className: 'group belief' }, el('summary', {}, word('group.belief')), el('label', {}, input, shown));
}

/** What a claim can be faulted for; ticking one leaves only such claims. */
function auditGroup() {
  const lines = Object.keys(AUDIT).map((fault) => {
    const count = Object.values(faults).filter((own) => own.includes(fault)).length;
    return tick(`audit.${fault}`, `${word(`audit.${fault}`)} (${count})`, filter.audit.has(fault), (on) => setAudit(fault, on));
  });
  return el('details', { open: true, className: 'group audit' }, el('summary', {}, word('group.audit')), ...lines);
}

function setAudit(fault, on) {
  filter.audit[on ? 'add' : 'delete'](fault);
  if (fault === 'opposed') state.denied = on; // what opposes is mostly a denial
  refilter();
  if (on) showFaults();
  else if (!filter.audit.size && scene.name === 'audit') goHome();
  fillLegend();
}

function fillLegend() {
  const wasOpen = new Map([...byId('legend-lines').querySelectorAll('details')].map((group) => [group.className, group.open]));
  const openOr = (group, otherwise) => (wasOpen.has(`group ${group}`) ? wasOpen.get(`group ${group}`) : otherwise);
  const layers = [
    data.edges.some((edge) => edge.layer === 'ontology') ? tick('ontology', word('ontology'), state.ontology, (on) => switchLayer('ontology', on)) : null,
    tick('names', word('names'), hasNames(), (on) => switchLayer('names', on)),
  ];
  const clear = button(word('clear'), showEverything, 'small');
  Object.assign(clear, { id: 'clear', hidden: !isFiltered() });
  const key = document.activeElement && document.activeElement.dataset.key;
  const parts = [
    legendGroup('sign', openOr('sign', true)),
    auditGroup(),
    legendGroup('kind', openOr('kind', Object.keys(data.entities).length < 40)),
    legendGroup('standing', openOr('standing', false)),
    legendGroup('design', openOr('design', false)),
    legendGroup('document', openOr('document', false)),
    beliefGroup(),
    el('div', { className: 'layers' }, ...layers),
    clear,
    el('div', { className: 'soft' }, word('width')),
  ];
  byId('legend-lines').replaceChildren(...parts.filter(Boolean));
  if (key) byId('legend-lines').querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function showEverything() {
  if (filter.audit.has('opposed')) state.denied = false;
  clearFilter();
  refilter();
  if (scene.name === 'audit') goHome();
  fillLegend();
}
