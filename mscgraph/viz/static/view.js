// The picture itself: what is shown, what stands out, what a click and a key do.

const FONT = getComputedStyle(document.body).fontFamily;
const cards = new Map(data.nodes.map((node) => [node.id, node]));
const nodes = new vis.DataSet(data.nodes.map(({ id, label, x, y, color }) => ({ id, label, x, y, color, ctxRenderer: drawCard })));
const edges = new vis.DataSet(data.edges.map(({ id, from, to, arrows, arrowStrikethrough, smooth, width, dashes, hidden }) => ({
  id, from, to, arrows, arrowStrikethrough, smooth, width: data.named ? width : width * 0.6, dashes, hidden,
})));
const network = new vis.Network(byId('picture'), { nodes, edges }, data.options);

// ------------------------------------------------------------------ what is shown

const isHidden = (edge) => (edge.layer === 'denied' && !state.denied) || (edge.layer === 'ontology' && !state.ontology);

/** Paint lines and cards anew: after a switch of language, layer, theme or emphasis. */
function repaint() {
  const shown = new Set(data.centre);
  const calm = data.named ? 0.9 : 0.42;
  edges.update(data.edges.map((edge) => {
    const hidden = isHidden(edge);
    if (!hidden) shown.add(edge.from).add(edge.to);
    const lit = !state.lit || state.lit.edges.has(edge.id);
    const ink = edge.layer === 'denied' ? inkOf('?') : inkOf(edge.sign);
    return {
      id: edge.id,
      hidden,
      width: data.named ? edge.width : edge.width * (state.lit && lit ? 1.6 : 0.6),
      title: edge.claims.length > 1 ? `${say(edge.name)} (${edge.claims.length})` : say(edge.name),
      color: { color: ink, highlight: ink, hover: ink, inherit: false, opacity: lit ? (state.lit ? 1 : calm) : 0.1 },
    };
  }));
  nodes.update(data.nodes.map(({ id }) => ({ id, hidden: !shown.has(id), label: labelOf(id), title: say(data.kinds[data.entities[id].kind][0]) })));
}

/** Let some entities and lines stand out; null: all. */
function light(what) {
  state.lit = what;
  repaint();
}

/** Let some lines stand out with their ends, and perhaps one entity more. */
function lightRun(run, ...more) {
  light({ nodes: new Set([...more, ...run.flatMap((edge) => [edge.from, edge.to])]), edges: new Set(run.map((edge) => edge.id)) });
}

function lightAround(id) {
  lightRun(data.edges.filter((edge) => !isHidden(edge) && (edge.from === id || edge.to === id)), id);
}

/** Show some entities with what runs between them, beside the legend or below it, whichever is larger. */
function fitTo(isShown) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const include = (left, top, right, bottom) => {
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  };
  data.nodes.filter(({ id }) => isShown(id)).forEach(({ id, boxes }) => {
    const [, width, height] = boxes[state.language];
    const { [id]: { x, y } } = network.getPositions([id]);
    include(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  });
  data.edges.filter((edge) => edge.bend && !isHidden(edge) && isShown(edge.from) && isShown(edge.to)).forEach((edge) => {
    [0.25, 0.5, 0.75].map((t) => pointOf(edge, t)).forEach(({ x, y }) => include(x, y - 8, x, y + 8));
  });
  if (box.left > box.right) return;
  const area = byId('picture').getBoundingClientRect();
  const legend = byId('legend');
  const edge = data.bands.length ? 100 : 50;
  const scaleIn = (width, height) => Math.min((width - edge) / (box.right - box.left), (height - edge) / (box.bottom - box.top), 1.25);
  const [left, top] = legend.open && area.width > 700 ? [legend.offsetWidth + 12, legend.offsetHeight + 12] : [0, 0];
  const [beside, below] = [scaleIn(area.width - left, area.height), scaleIn(area.width, area.height - top)];
  network.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(beside, below, 0.05),
    offset: beside >= below ? { x: left / 2, y: 0 } : { x: 0, y: top / 2 },
  });
}

function fitAll() {
  fitTo((id) => !nodes.get(id).hidden);
}

// ------------------------------------------------------------------ going somewhere

/** Show an entity among its neighbours, with its panel. */
function goTo(id) {
  if (nodes.get(id).hidden) switchLayer('denied', true);
  network.selectNodes([id], false);
  lightAround(id);
  openPanel(() => entityPanel(id), { focus: true });
  afterResize(() => fitTo((other) => state.lit.nodes.has(other)));
}

function onClick({ nodes: [node], edges: [edge] }) {
  if (node !== undefined) {
    lightAround(node);
    openPanel(() => entityPanel(node));
  } else if (edge !== undefined) {
    lightRun([data.edges[edge]]);
    openPanel(() => linkPanel(data.edges[edge]));
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

/** Act when the panel has taken its room and the canvas what is left. */
function afterResize(act) {
  requestAnimationFrame(() => {
    network.setSize('100%', '100%');
    network.redraw();
    act();
  });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor });
}

function listen() {
  network.on('beforeDrawing', drawBands);
  network.on('afterDrawing', drawTexts);
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
afterResize(fitAll);

/** For scripts that drive the page. */
window.mscgraph = { network, nodes, edges, data, pointOf };
