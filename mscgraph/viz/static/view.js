// The picture itself: what is shown, what stands out, what a click does; and the start of the page.

const FONT = getComputedStyle(document.body).fontFamily;
const SCALES = { arrow: 0.8, bar: 0.8, circle: 0.5, vee: 0.7 };
/** How far to zoom in to unfold the overview, and the scale at which all is folded again. */
const [UNFOLD, FOLD] = [1.6, 0.3];
const dashesOf = (edge) => (edge.layer === 'denied' ? [9, 7] : edge.sign === '0' ? [2, 5] : false);

function smoothOf(edge) {
  const { bend } = courseOf(edge);
  return { enabled: Boolean(bend), type: bend > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(bend) };
}

function asEdge(edge) {
  const [head] = data.signs[edge.sign];
  return {
    id: edge.id, from: edge.from, to: edge.to, hidden: true, dashes: dashesOf(edge), arrowStrikethrough: head === 'bar', arrows: { to: { enabled: true, type: head, scaleFactor: SCALES[head] } },
  };
}

sift();
const everyLine = [...data.edges, ...streams];
const asNode = (id) => ({ id, hidden: true, x: 0, y: 0, ctxRenderer: drawCard, color: data.families[cards.get(id).family][0] });
const nodes = new vis.DataSet([...cards.keys()].map(asNode));
const edges = new vis.DataSet(everyLine.map(asEdge));
const network = new vis.Network(byId('picture'), { nodes, edges }, data.options);
/** Ids of the cards that are drawn now. */
let drawn = new Set();
let homeScale = 1;

// ------------------------------------------------------------------ what is shown

function inkFor(edge, lit) {
  const ink = edge.layer === 'denied' ? inkOf('?') : inkOf(edge.sign);
  const calm = scene.named ? 0.9 : isOverview() ? 0.7 : scene.bands.length ? 0.25 : 0.5;
  return { color: ink, highlight: ink, hover: ink, inherit: false, opacity: lit ? (state.lit ? 1 : calm) : 0.08 };
}

function titleOf(edge) {
  if (edge.lines && !edge.name) return `${cardName(edge.from)} → ${cardName(edge.to)} (${streamLines(edge).length})`;
  return edge.claims.length > 1 ? `${say(edge.name)} (${edge.claims.length})` : say(edge.name);
}

function edgeNow(edge, smooth) {
  const isStream = Boolean(edge.lines && !edge.name);
  const shown = isStream ? isOverview() && drawn.has(edge.from) && drawn.has(edge.to) && streamLines(edge).length > 0 : !isOverview() && isShown(edge);
  if (!shown) return { id: edge.id, hidden: true };
  const lit = !state.lit || state.lit.edges.has(edge.id);
  const width = scene.named || isStream ? edge.width : edge.width * (state.lit && lit ? 1.6 : 0.6);
  return { id: edge.id, hidden: false, width, title: titleOf(edge), color: inkFor(edge, lit), ...(smooth ? { smooth: smoothOf(edge) } : {}) };
}

function nodeNow(id, places) {
  if (!drawn.has(id)) return { id, hidden: true };
  const now = { id, hidden: false, label: cardName(id), title: clusters[id] ? cardName(id) : `${cardName(id)} · ${kindWord(id)}` };
  return places ? { ...now, ...scene.places.get(id) } : now;
}

let before_ = { edges: new Set(), nodes: new Set() };
/** Paint lines and cards anew: after a switch of language, layer, theme, emphasis or scene. */
function repaint({ moved = false } = {}) {
  forgetNames();
  drawn = shownCards();
  const lines = everyLine.map((edge) => edgeNow(edge, true));
  const wasOrIs = ({ id, hidden }, kind) => !hidden || before_[kind].has(id);
  edges.update(lines.filter((line) => wasOrIs(line, 'edges')));
  const points = [...cards.keys()].map((id) => nodeNow(id, moved));
  nodes.update(points.filter((point) => wasOrIs(point, 'nodes')));
  before_ = { edges: new Set(lines.filter(({ hidden }) => !hidden).map(({ id }) => id)), nodes: drawn };
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
  lightRun(shownEdges().filter((edge) => edge.from === id || edge.to === id), id);
}

/** Put another scene on the page. */
function showScene(next) {
  scene = next;
  drawn = shownCards();
  state.lit = null;
  forgetNames();
  network.unselectAll();
  repaint({ moved: true });
  byId('home-button').hidden = scene.name === home().name;
  document.querySelectorAll('[data-key="names"]').forEach((box) => { box.checked = hasNames(); });
  fillTable();
  remember({});
}

function goHome() {
  showScene(home());
  afterResize(fitAll);
}

/** Sift anew after a change of the filter, and show what is left. */
function refilter() {
  sift();
  if (scene.name === 'focus') showScene(sceneAround(scene.key));
  else repaint({ moved: true });
  byId('clear').hidden = !isFiltered();
  fillTable();
  remember({});
}

/** Which cards were last put into the frame; null once the reader has moved the picture. */
let framing = null;
const leaveFrame = () => { framing = null; };

/** Show some cards with what runs between them, beside the legend or below it, whichever is larger. */
function fitTo(isWantedCard) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const include = (left, top, right, bottom) => {
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  };
  [...drawn].filter(isWantedCard).forEach((id) => {
    const [, width, height] = cardOf(id);
    const { x, y } = scene.places.get(id);
    include(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  });
  const bent = isOverview() ? [] : shownEdges().filter((edge) => courseOf(edge).bend && isWantedCard(edge.from) && isWantedCard(edge.to));
  bent.forEach((edge) => [0.25, 0.5, 0.75].map((t) => pointOf(edge, t)).forEach(({ x, y }) => include(x, y - 8, x, y + 8)));
  if (box.left > box.right) return;
  framing = isWantedCard;
  const area = byId('picture').getBoundingClientRect();
  const legend = byId('legend');
  const edge = scene.bands.length || isNarrow ? 100 : 50;
  const scaleIn = (width, height) => Math.min((width - edge) / (box.right - box.left), (height - edge) / (box.bottom - box.top), 1.25);
  const [left, top] = legend.open && area.width > 700 ? [legend.offsetWidth + 12, legend.offsetHeight + 12] : [0, 0];
  const [beside, below] = [scaleIn(area.width - left, area.height), scaleIn(area.width, area.height - top)];
  network.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(beside, below, 0.05),
    offset: beside >= below ? { x: left / 2, y: 0 } : { x: 0, y: top / 2 },
  });
  if (isOverview()) homeScale = network.getScale();
}

const fitAll = () => fitTo(() => true);

// ------------------------------------------------------------------ going somewhere

/** Show an entity among its neighbours, with its panel. */
function goTo(id) {
  const own = data.edges.filter((edge) => edge.from === id || edge.to === id);
  if (own.length && !own.some(isPassing)) {
    state.denied = state.denied || own.some((edge) => edge.layer === 'denied');
    clearFilter();
    refilter();
    fillLegend();
  }
  showScene(overview ? sceneAround(id) : SCENES.base());
  if (!overview) lightAround(id);
  network.selectNodes([id], false);
  openPanel(() => entityPanel(id), { focus: true });
  remember({ entity: id, claim: null });
  afterResize(() => fitTo(isLit));
}

/** Show the panel of an entity where it stands. */
function showEntity(id, how = {}) {
  lightAround(id);
  openPanel(() => entityPanel(id), how);
  remember({ entity: id, claim: null });
}

function clusterPanel(id) {
  const { members } = clusters[id];
  return [el('h2', {}, cardName(id)), ...members.map((own) => button(labelOf(own), () => goTo(own)))];
}

/** Unfold a cluster: everything at once, seen at the ground of its kind. */
function unfold(id) {
  const members = clusters[id] ? clusters[id].members : [id];
  showScene(atlas());
  const own = new Set(members);
  if (clusters[id]) {
    lightRun(shownEdges().filter((edge) => own.has(edge.from) || own.has(edge.to)), ...members);
    openPanel(() => clusterPanel(id));
  } else {
    showEntity(id);
  }
  afterResize(() => {
    fitTo((other) => own.has(other));
    if (network.getScale() >= FAR) return;
    network.moveTo({ scale: FAR });
    leaveFrame();
  });
}

function openCard(id, how = {}) {
  if (clusters[id]) unfold(id);
  else if (isOverview()) goTo(id);
  else showEntity(id, how);
}

function openLine(id) {
  if (typeof id === 'string') {
    const stream = streams.find((one) => one.id === id);
    lightRun([stream]);
    openPanel(() => streamPanel(stream));
  } else {
    lightRun([data.edges[id]]);
    openPanel(() => linkPanel(data.edges[id]));
  }
}

function onClick({ nodes: [node], edges: [edge] }) {
  if (node !== undefined) openCard(node);
  else if (edge !== undefined) openLine(edge);
  else light(null);
}

/** Zooming into the overview unfolds what is in the middle; zooming out of everything folds it again. */
function onZoom({ direction, scale }) {
  leaveFrame();
  if (isOverview() && direction === '+' && scale > homeScale * UNFOLD) {
    const middle = network.getViewPosition();
    const far = (id) => Math.hypot(scene.places.get(id).x - middle.x, scene.places.get(id).y - middle.y);
    unfold([...drawn].reduce((best, id) => (far(id) < far(best) ? id : best)));
  } else if (scene.name === 'all' && direction === '-' && scale < FOLD) {
    goHome();
  }
}

function zoom(factor) {
  const scale = network.getScale() * factor;
  network.moveTo({ scale });
  onZoom({ direction: factor > 1 ? '+' : '-', scale });
}

// ------------------------------------------------------------------ switches

function switchLayer(name, on) {
  state[name] = on;
  refilter();
  fillLegend();
}

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
  colours.clear();
}

function switchTheme() {
  state.theme = isDark() ? 'light' : 'dark';
  applyTheme();
  speak();
  remember({});
}

function switchLanguage() {
  state.language = 1 - state.language;
  speak();
  remember({});
}

function speak() {
  document.documentElement.lang = data.tags[state.language];
  document.title = `${say(data.title)} · mscgraph`;
  byId('title').textContent = say(data.title);
  document.querySelectorAll('[data-word]').forEach((element) => { element.textContent = word(element.dataset.word); });
  document.querySelectorAll('[data-label]').forEach((element) => {
    element.setAttribute('aria-label', word(element.dataset.label));
    if (element.tagName === 'BUTTON') element.title = word(element.dataset.label);
  });
  document.querySelectorAll('[data-hint]').forEach((element) => { element.placeholder = word(element.dataset.hint); });
  const other = 1 - state.language;
  byId('language-button').textContent = ['English', '中文'][other];
  byId('language-button').lang = data.tags[other];
  fillLegend();
  refreshPanel();
  fillTable();
  repaint();
}

/** Act when the panel has taken its room and the canvas what is left. */
function afterResize(act) {
  requestAnimationFrame(() => {
    network.setSize('100%', '100%');
    network.redraw();
    act();
  });
}

/** What was in the frame stays in it when the legend, the panel or the window takes room or gives it back. */
function keepFrame() {
  if (framing) afterResize(() => framing && fitTo(framing));
}

/** Show what the link names, in the frame that it asks for. */
function start() {
  leaveFrame();
  restore();
  afterResize(() => framing || fitAll());
}

function keepDragged({ nodes: dragged }) {
  Object.entries(network.getPositions(dragged)).forEach(([id, at_]) => scene.places.set(id, at_));
  forgetNames();
}

function listen() {
  network.canvas.frame.tabIndex = -1; // the picture itself takes the focus, and has a name
  network.on('beforeDrawing', drawBands);
  network.on('afterDrawing', drawTexts);
  network.on('click', onClick);
  network.on('zoom', onZoom);
  network.on('dragging', keepDragged);
  network.on('dragStart', leaveFrame);
  network.on('dragEnd', keepDragged);
  network.on('hoverEdge', () => { network.canvas.body.container.style.cursor = 'pointer'; });
  network.on('blurEdge', () => { network.canvas.body.container.style.cursor = ''; });
  const acts = {
    'language-button': switchLanguage,
    'theme-button': switchTheme,
    'home-button': goHome,
    'paths-button': () => openRoutes(),
    'about-button': () => openPanel(aboutPanel, { focus: true }),
    'table-button': () => (byId('table').hidden ? openTable() : closeTable()),
    skip: openTable,
    close: closePanel,
    fit: fitAll,
    closer: () => zoom(1.3),
    farther: () => zoom(1 / 1.3),
  };
  Object.entries(acts).forEach(([id, act]) => byId(id).addEventListener('click', act));
  new ResizeObserver(keepFrame).observe(byId('picture'));
  byId('legend').addEventListener('toggle', keepFrame);
  document.addEventListener('keydown', onKey);
  byId('picture').addEventListener('keydown', onPictureKey);
  media.addEventListener('change', () => {
    applyTheme();
    speak();
  });
  window.addEventListener('hashchange', start);
  suggestionsIn(byId('search'), byId('suggestions'), { take: goTo });
  listenToSave();
}

if (isNarrow) byId('legend').open = false;
byId('paths-button').hidden = !walk.records.length;
listen();
start();

/** For scripts that drive the page. */
window.mscgraph = {
  network, nodes, edges, data, pointOf, state, filter, routesBetween, drawing, shownClaims, names: namesNow, cardOf, scene: () => scene,
};
