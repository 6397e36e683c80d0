// What of the graph is on the page: the picture as it was made, the overview, or what was unfolded.

const FEW = 40;
/** Whether the window is that of a phone: such a one starts from the overview of anything large. */
const isNarrow = window.innerWidth < 760;
const overview = isNarrow || data.view === 'whole' ? data.overview : null;
const cards = new Map(data.nodes.map((node) => [node.id, node]));
const clusters = overview ? overview.clusters : {};
Object.entries(clusters).forEach(([id, { kind, boxes, members }]) => {
  const [, family, outline] = data.kinds[kind];
  cards.set(id, { id, boxes, family, outline, members });
});
const streams = (overview ? overview.streams : []).map((stream, i) => ({ ...stream, id: `stream-${i}`, layer: 'claim', bend: 0, claims: [] }));
streams.forEach((stream) => { stream.claims = [...new Set(stream.lines.flatMap((at) => data.edges[at].claims))]; });
const homeOf = new Map();
if (overview) Object.keys(overview.places).forEach((card) => (clusters[card] ? clusters[card].members : [card]).forEach((id) => homeOf.set(id, card)));

/** On a phone, draw a wide picture up to so many times as high as wide: cards need the room for their names. */
function stretched(places, shape = 1) {
  const [xs, ys] = ['x', 'y'].map((axis) => [...places.values()].map((at) => at[axis]));
  const [wide, high] = [xs, ys].map((values) => Math.max(...values) - Math.min(...values) || 1);
  const factor = isNarrow ? Math.min(3, Math.max(1, (shape * wide) / high)) : 1;
  return factor === 1 ? places : new Map([...places].map(([id, { x, y }]) => [id, { x, y: Math.round(y * factor) }]));
}

const drawnPlaces = new Map(data.nodes.map(({ id, x, y }) => [id, { x, y }]));
const basePlaces = data.bands.length ? drawnPlaces : stretched(drawnPlaces, data.paths.length || data.groups.length ? 1 : 1.6);
const baseCourses = new Map(data.edges.map(({ id, bend, spot }) => [id, { bend, spot }]));
const SCENES = {
  /** The picture as it was made. */
  base: () => ({
    name: 'base', places: basePlaces, courses: baseCourses, edges: null, named: data.named, bands: data.bands, centre: data.centre,
  }),
  overview: () => ({
    name: 'overview',
    places: stretched(new Map(Object.entries(overview.places).map(([id, [x, y]]) => [id, { x, y }])), 1.6),
    courses: new Map(),
    edges: new Set(),
    named: false,
    bands: [],
    centre: [],
  }),
};
const home = () => (overview ? SCENES.overview() : SCENES.base());
let scene = home();

const courseOf = (edge) => scene.courses.get(edge.id) || { bend: 0, spot: 0.5 };
const isShown = (edge) => passingEdges.has(edge.id) && (!scene.edges || scene.edges.has(edge.id));
const shownEdges = () => data.edges.filter(isShown);
const isOverview = () => scene.name === 'overview';

/** Whether what a card stands for may be seen: of a cluster, any of its kind. */
const isWanted = (id) => !filter.off.kind.has(clusters[id] ? clusters[id].kind : kindOf(id));

/** The claims behind a stream that pass the filter. */
const streamLines = (stream) => stream.lines.filter((at) => passingEdges.has(at));

/** Ids of the cards that are on the page now. */
function shownCards() {
  if (isOverview()) {
    const busy = new Set(data.edges.filter(isPassing).flatMap(({ from, to }) => [homeOf.get(from), homeOf.get(to)]));
    return new Set([...scene.places.keys()].filter((id) => isWanted(id) && busy.has(id)));
  }
  return new Set([...scene.centre, ...shownEdges().flatMap(({ from, to }) => [from, to])]);
}

const isPassing = (edge) => passingEdges.has(edge.id);

/** Claims that are on the page now, for the table. */
function shownClaims() {
  const run = isOverview() ? data.edges.filter(isPassing) : shownEdges();
  const against = scene.name === 'base' ? data.paths.flatMap((path) => path.against) : [];
  return [...new Set([...run.flatMap((edge) => edge.claims), ...against])].filter((id) => passing.has(id)).sort();
}

/** Everything at once, each kind on its own ground. */
const atlas = () => ({ ...SCENES.base(), name: 'all' });

/** An entity with all that is one line away. */
function sceneAround(id) {
  const run = data.edges.filter((edge) => passingEdges.has(edge.id) && (edge.from === id || edge.to === id));
  return laidOut({ name: 'focus', key: id, centre: [id] }, columnsAround(id, run), run);
}

/** Lines along paths, each a chain of entities from left to right. */
function sceneAlong(chains, run, key) {
  return laidOut({ name: 'paths', key, centre: [...new Set(chains.flatMap((chain) => [chain[0], chain.at(-1)]))] }, columnsAlong(chains), run);
}

function laidOut(what, columns, run) {
  const arcs = run.map(({ from, to }) => [from, to]);
  const named = run.length <= FEW;
  const names = named ? Math.max(0, ...run.flatMap((edge) => edge.name.map((text) => Math.max(...wrap(text).map(lettersOf)) * 6.4))) : 40;
  const places = stretched(placeColumns(columns, arcs, 60 + names));
  return { ...what, places, courses: bendAll(run, places), edges: new Set(run.map(({ id }) => id)), named, bands: [] };
}

const lettersOf = (text) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);

/** Break the name of a relation into lines. */
function wrap(text, wide = 15) {
  return (text.match(/\((?:net|净)[^)]*\)|[\u2e80-\uffff]|[^\s\u2e80-\uffff(]+\s*|\S/g) || [text]).reduce((lines, piece) => {
    if (lines.at(-1) && lettersOf(lines.at(-1)) + lettersOf(piece.trim()) > wide) lines.push('');
    lines[lines.length - 1] += piece;
    return lines;
  }, ['']).map((line) => line.trim());
}

const linesOf = (edge) => (scene.name === 'base' && data.named ? edge.lines[state.language].split('\n') : wrap(say(edge.name)));
