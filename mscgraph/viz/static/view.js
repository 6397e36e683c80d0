// The picture itself: what is shown, what stands out, what a click and a key do.

const FONT = getComputedStyle(document.body).fontFamily;
const cards = new Map(data.nodes.map((node) => [node.id, node]));
const nodes = new vis.DataSet(data.nodes.map(({ id, label, x, y, color }) => ({ id, label, x, y, color, ctxRenderer: drawCard })));
const edges = new vis.DataSet(data.edges.map(({ id, from, to, arrows, smooth, width, dashes, hidden }) => ({
  id, from, to, arrows, smooth, width, dashes, hidden,
})));
const network = new vis.Network(byId('picture'), { nodes, edges }, data.options);

// ------------------------------------------------------------------ what is shown

const isHidden = (edge) => (edge.layer === 'denied' && !state.denied) || (edge.layer === 'ontology' && !state.ontology);

/** Paint lines and cards anew: after a switch of language, layer, theme or emphasis. */
function repaint() {
  const shown = new Set(data.centre);
  const [page, text] = [colour('--page'), colour('--text')];
  const calm = data.named ? 0.9 : 0.5;
  edges.update(data.edges.map((edge) => {
    const hidden = isHidden(edge);
    if (!hidden) shown.add(edge.from).add(edge.to);
    const lit = !state.lit || state.lit.edges.has(edge.id);
    const ink = edge.layer === 'denied' ? inkOf('?') : inkOf(edge.sign);
    const named = lit && (state.names || (state.lit && !data.named));
    return {
      id: edge.id,
      hidden,
      title: `${say(edge.name)} (${edge.sign})`,
      label: named ? edge.lines[state.language] : ' ',
      color: { color: ink, highlight: ink, hover: ink, inherit: false, opacity: lit ? (state.lit ? 1 : calm) : 0.07 },
      font: { face: FONT, size: 12, color: text, background: named ? page : 'transparent', strokeWidth: 0, align: 'horizontal' },
    };
  }));
  nodes.update(data.nodes.map(({ id }) => ({ id, hidden: !shown.has(id), label: labelOf(id), title: say(data.kinds[data.entities[id].kind][0]) })));
}

/** Let some entities and lines stand out; null: all. */
function light(what) {
  state.lit = what;
  repaint();
}

function lightAround(id) {
  const run = data.edges.filter((edge) => !isHidden(edge) && (edge.from === id || edge.to === id));
  light({ nodes: new Set([id, ...run.flatMap((edge) => [edge.from, edge.to])]), edges: new Set(run.map((edge) => edge.id)) });
}

/** Show the whole picture beside the legend. */
function fitAll() {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const include = (left, top, right, bottom) => {
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  };
  data.nodes.filter((node) => !nodes.get(node.id).hidden).forEach(({ x, y, boxes: sizes }) => {
    const [, width, height] = sizes[state.language];
    include(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  });
  data.bands.forEach(([, left, top, right, bottom]) => include(left, top - 44, right, bottom));
  const area = byId('picture').getBoundingClientRect();
  const legend = byId('legend');
  const left = legend.open && area.width > 900 ? legend.offsetWidth + 12 : 0;
  const scale = Math.min((area.width - left - 50) / (box.right - box.left), (area.height - 50) / (box.bottom - box.top), 1.25);
  network.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(scale, 0.05),
    offset: { x: left / 2, y: 0 },
  });
}

// ------------------------------------------------------------------ going somewhere

/** Show an entity in the middle, with its panel. */
function goTo(id) {
  if (nodes.get(id).hidden) switchLayer('denied', true);
  network.selectNodes([id], false);
  network.focus(id, { scale: Math.max(network.getScale(), 0.9) });
  lightAround(id);
  openPanel(() => entityPanel(id), { focus: true });
}

function onClick({ nodes: [node], edges: [edge] }) {
  if (node !== undefined) {
    lightAround(node);
    openPanel(() => entityPanel(node));
  } else if (edge !== undefined) {
    const picked = data.edges[edge];
    light({ nodes: new Set([picked.from, picked.to]), edges: new Set([edge]) });
    openPanel(() => linkPanel(picked));
  } else {
    light(null);
  }
}

// ------------------------------------------------------------------ switches

function switchLayer(name, on) {
  state[name] = on;
  byId(`show-${name}`).checked = on;
  repaint();
}

function speak() {
  const other = 1 - state.language;
  document.documentElement.lang = data.tags[state.language];
  document.title = `${say(data.title)} · mscgraph`;
  byId('title').textContent = say(data.title);
  document.querySelectorAll('[data-word]').forEach((element) => { element.textContent = word(element.dataset.word); });
  document.querySelectorAll('[data-label]').forEach((element) => {
    element.setAttribute('aria-label', word(element.dataset.label));
    if (element.tagName === 'BUTTON') element.title = word(element.dataset.label);
  });
  document.querySelectorAll('[data-hint]').forEach((element) => { element.placeholder = word(element.dataset.hint); });
  const languageButton = byId('language-button');
  languageButton.textContent = ['English', '中文'][other];
  languageButton.lang = data.tags[other];
  fillLegend();
  refreshPanel();
  fillTable();
  repaint();
}

function onKey(event) {
  if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    byId('search').focus();
  } else if (event.key === 'Escape') {
    if (!byId('suggestions').hidden) closeSuggestions();
    else if (!byId('table').hidden) closeTable();
    else closePanel();
  }
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor });
}

function listen() {
  network.on('beforeDrawing', drawBands);
  network.on('click', onClick);
  network.on('hoverEdge', () => { network.canvas.body.container.style.cursor = 'pointer'; });
  network.on('blurEdge', () => { network.canvas.body.container.style.cursor = ''; });
  ['denied', 'ontology', 'names'].forEach((name) => {
    byId(`show-${name}`).addEventListener('change', (event) => switchLayer(name, event.target.checked));
  });
  byId('language-button').addEventListener('click', () => {
    state.language = 1 - state.language;
    speak();
  });
  byId('about-button').addEventListener('click', () => openPanel(aboutPanel, { focus: true }));
  byId('table-button').addEventListener('click', () => (byId('table').hidden ? openTable() : closeTable()));
  byId('close').addEventListener('click', closePanel);
  byId('fit').addEventListener('click', fitAll);
  byId('closer').addEventListener('click', () => zoom(1.3));
  byId('farther').addEventListener('click', () => zoom(1 / 1.3));
  document.addEventListener('keydown', onKey);
  dark.addEventListener('change', speak);
  listenToSearch();
}

byId('show-names').checked = state.names;
byId('ontology-switch').hidden = !data.edges.some((edge) => edge.layer === 'ontology');
if (window.innerWidth < 760) byId('legend').open = false;
indexNames();
listen();
speak();
if (data.paths.length) openPanel(aboutPanel);
// the panel has taken its room by the next frame
requestAnimationFrame(() => {
  network.setSize('100%', '100%');
  network.redraw();
  fitAll();
});

/** For scripts that drive the page. */
window.mscgraph = { network, nodes, edges, data };
